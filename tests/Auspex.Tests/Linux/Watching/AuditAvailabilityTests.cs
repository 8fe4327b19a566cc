using Auspex.Linux.Watching;

namespace Auspex.Tests.Linux.Watching;

public sealed class AuditAvailabilityTests
{
    [Theory]
    [InlineData(93, false, AuditRefusal.NotInKernel)]
    [InlineData(93, true, AuditRefusal.NotInKernel)]
    [InlineData(111, false, AuditRefusal.OffAtBoot)]
    [InlineData(111, true, AuditRefusal.Container)]
    [InlineData(1, false, AuditRefusal.NotPrivileged)]
    [InlineData(1, true, AuditRefusal.Container)]
    [InlineData(110, false, AuditRefusal.Failed)]
    internal void An_error_number_has_one_meaning(int errno, bool isContainer, AuditRefusal expected) =>
        Assert.Equal(expected, AuditAvailability.Judge(errno, isContainer));

    [Fact]
    public void Each_refusal_is_one_sentence_that_says_what_still_works()
    {
        foreach (var reason in Enum.GetValues<AuditRefusal>().Where(r => r != AuditRefusal.None))
        {
            var sentence = AuditAvailability.Sentence(reason, null);
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain(". ", sentence, StringComparison.Ordinal);
            Assert.Contains("/proc", sentence, StringComparison.Ordinal);
        }
    }
}

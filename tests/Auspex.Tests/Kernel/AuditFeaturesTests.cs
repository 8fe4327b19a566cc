using Auspex.Kernel;

namespace Auspex.Tests.Kernel;

public sealed class AuditFeaturesTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var features = new AuditFeatures(FeatureFlags.LoginUidImmutable, FeatureFlags.LoginUidImmutable);
        var bytes = new byte[AuditFeatures.SizeBytes];
        features.Write(FeatureFlags.LoginUidImmutable, bytes);
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0], bytes);
        Assert.True(AuditFeatures.TryParse(bytes, out var read));
        Assert.Equal(features, read);
    }

    [Fact]
    public void Fewer_bytes_are_no_features() => Assert.False(AuditFeatures.TryParse(new byte[15], out _));
}

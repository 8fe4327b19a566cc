using System.Net.Sockets;
using System.Security.Authentication;
using Auspex.Kernel;

namespace Auspex.Tests.Kernel;

/// <summary>What people are told of exceptions: the native program's messages are names of resources.</summary>
public sealed class FailureWordsTests
{
    public static TheoryData<Exception, string, string> Failures => new()
    {
        { new FileNotFoundException("IO_FileNotFound_FileName, /x", "/x"), "No such file or directory", "/x: No such file or directory" },
        { new DirectoryNotFoundException("IO_PathNotFound_Path, /no/such"), "No such file or directory", "/no/such: No such file or directory" },
        { new DirectoryNotFoundException("Could not find a part of the path '/no/such'."), "No such file or directory", "/no/such: No such file or directory" },
        { new UnauthorizedAccessException("UnauthorizedAccess_IODenied_Path, /x", new IOException("Operation not permitted", 1)), "Operation not permitted", "/x: Operation not permitted" },
        { new UnauthorizedAccessException("UnauthorizedAccess_IODenied_Path, /x"), "Permission denied", "/x: Permission denied" },
        { new IOException("No space left on device : '/x'", 28), "No space left on device", "/x: No space left on device" },
        { new IOException("/x is no log"), "/x is no log", "/x is no log" },
        { new InvalidDataException("GenericInvalidData_X"), "its data is damaged", "its data is damaged" },
        { new AuthenticationException("net_ssl_io_x"), "the other side's certificate, or its part of TLS, was not acceptable", "the other side's certificate, or its part of TLS, was not acceptable" },
        { new SocketException((int)SocketError.ConnectionRefused), "Connection refused", "Connection refused" },
        { new KernelException("add an audit rule", 17, "File exists"), "Cannot add an audit rule: File exists (errno 17).", "Cannot add an audit rule: File exists (errno 17)." },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void A_failure_is_told_in_words(Exception failure, string expected, string withPath)
    {
        Assert.Equal(expected, FailureWords.Of(failure));
        Assert.Equal(withPath, FailureWords.WithPath(failure));
    }

    [Fact]
    public void A_real_failure_names_its_path()
    {
        var failure = Assert.ThrowsAny<IOException>(static () => File.ReadAllBytes("/no/such/file"));
        Assert.Equal("/no/such/file: No such file or directory", FailureWords.WithPath(failure));
    }
}

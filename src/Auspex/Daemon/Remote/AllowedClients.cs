using System.Text;

namespace Auspex.Daemon.Remote;

/// <summary>Reads tls_allowed_clients: who may send over TLS. Source: spec 8.6.</summary>
/// <remarks>
/// <code>
/// line = identity ("enabled" | "disabled") ["key=" path] [notes] | "#" text | nothing
/// </code>
/// </remarks>
internal static class AllowedClients
{
    /// <summary>The longest line, in bytes.</summary>
    public const int MaxLineBytes = 510;

    /// <summary>The most clients.</summary>
    public const int MaxClients = 65_536;

    private const string KeyWord = "key=";

    /// <summary>Reads the list.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">Its name, for what is said of it.</param>
    /// <param name="fault">Why nothing of it counts; empty otherwise.</param>
    /// <returns>Its lines, or null.</returns>
    public static IReadOnlyList<AllowedClient>? Read(ReadOnlySpan<byte> text, string path, out string fault)
    {
        var clients = new List<AllowedClient>();
        var identities = new HashSet<string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        fault = "";
        foreach (var range in text.Split((byte)'\n'))
        {
            number++;
            var line = text[range];
            if (line.Length > MaxLineBytes)
            {
                fault = $"{path}({number}): the line is longer than {MaxLineBytes} bytes";
                return null;
            }

            var words = Encoding.Latin1.GetString(line).Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] == '#') continue;
            fault = ReadLine(words, out var client);
            if (fault.Length == 0 && !identities.Add(client.Identity)) fault = $"identity {client.Identity} is there twice";
            if (fault.Length == 0 && client.KeyFile is { } file && !keys.Add(file)) fault = $"key {file} is there twice";
            if (fault.Length == 0 && clients.Count == MaxClients) fault = $"there are more than {MaxClients} clients";
            if (fault.Length > 0)
            {
                fault = $"{path}({number}): {fault}";
                return null;
            }

            clients.Add(client);
        }

        fault = CheckTogether(clients);
        if (fault.Length == 0) return clients;
        fault = $"{path}: {fault}";
        return null;
    }

    private static string ReadLine(string[] words, out AllowedClient client)
    {
        client = new AllowedClient(words[0], words.Length > 1 && words[1] == "enabled", null);
        if (words[0].Length > 255 || words[0].AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0) return "an identity is 1 to 255 printable characters";
        if (words.Length < 2 || words[1] is not ("enabled" or "disabled")) return "enabled or disabled must follow the identity";
        if (words.Length < 3 || !words[2].StartsWith(KeyWord, StringComparison.Ordinal)) return "";
        var file = words[2][KeyWord.Length..];
        if (file.Length < 2 || file[0] != '/') return "key= needs an absolute path";
        client = client with { KeyFile = file };
        return "";
    }

    private static string CheckTogether(List<AllowedClient> clients)
    {
        var keyed = clients.Count(static c => c.KeyFile is not null);
        if (keyed != 0 && keyed != clients.Count) return "either all clients have key=, or none has";
        return keyed == 0 && clients.Count(static c => c.IsEnabled) > 1 ? "without key= only one client may be enabled" : "";
    }
}

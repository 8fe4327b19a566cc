namespace Auspex.Tests.Support;

/// <summary>Compares a text with the file that holds what it should be. AUSPEX_WRITE_GOLDEN=1 rewrites the file: review its diff.</summary>
internal static class Golden
{
    /// <summary>Fails unless the file at <paramref name="path"/> holds <paramref name="actual"/>.</summary>
    public static void Check(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("AUSPEX_WRITE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing; AUSPEX_WRITE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}

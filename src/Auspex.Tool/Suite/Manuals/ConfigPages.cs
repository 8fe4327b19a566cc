namespace Auspex.Tool.Suite.Manuals;

/// <summary>The pages of all configuration files that have one.</summary>
internal static class ConfigPages
{
    /// <summary>All of them, by name.</summary>
    internal static readonly IReadOnlyList<ConfigPage> All =
        [AudispRemoteConfPage.Page, AuditdConfPage.Page, AuditdPluginsPage.Page, AuspexConfPage.Page];

    /// <summary>The page with this name, or null.</summary>
    internal static ConfigPage? Find(string name) => All.FirstOrDefault(p => p.Name == name);
}

namespace AgentConsole.JsonSchema.Formats;

/// <summary>The formats that can be asserted.</summary>
internal static class KnownFormats
{
    /// <summary>The check of a format, or null if the name is not known: an unknown format only annotates.</summary>
    public static FormatCheck? Find(string name) => name switch
    {
        _ => null,
    };
}

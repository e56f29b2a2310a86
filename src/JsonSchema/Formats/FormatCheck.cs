namespace AgentConsole.JsonSchema.Formats;

/// <summary>Says whether a text has a format.</summary>
internal delegate bool FormatCheck(ReadOnlySpan<char> text);

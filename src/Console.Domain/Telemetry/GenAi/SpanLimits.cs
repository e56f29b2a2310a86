namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>The bounds of spans that come in by OpenTelemetry's protocol.</summary>
public static class SpanLimits
{
    /// <summary>Bytes of one span as it came; long prompts are on it, and are not kept.</summary>
    public const int SpanBytesMax = 4 * 1024 * 1024;
    /// <summary>Attributes of one span, or of what made it, among those that are read at all.</summary>
    public const int AttributesMax = 500;
    /// <summary>Values in all attributes of one body, each part of a list or an object counted.</summary>
    public const int ValuesMax = 1_000_000;
    /// <summary>Lists and objects in one another within one attribute; what is deeper is left out.</summary>
    public const int ValueDepthMax = 16;
    /// <summary>The same for a whole body of JSON, where each level of a value takes up to four.</summary>
    public const int JsonDepthMax = 128;
    /// <summary>Exceptions of one span that are read; the last of them counts.</summary>
    public const int FailuresMax = 16;
    public const int TraceIdBytes = 16;
    public const int SpanIdBytes = 8;
    /// <summary>Tokens of one call; who says more has miscounted.</summary>
    public const long TokensMax = 1_000_000_000;
    /// <summary>US dollars of one call; who says more has miscounted.</summary>
    public const decimal UsdMax = 1_000_000m;
    /// <summary>Characters of a call's arguments; longer ones are left out, because half of them is not what was run.</summary>
    public const int ArgumentsLengthMax = 64 * 1024;
    /// <summary>Characters of one attribute that is kept beside the known members.</summary>
    public const int ExtraTextLengthMax = 200;
    /// <summary>Parts of one list that is kept beside the known members.</summary>
    public const int ExtraPartsMax = 10;
    /// <summary>Spans up from one, among which another is looked for that tells of the same call.</summary>
    public const int EnclosingMax = 16;
}

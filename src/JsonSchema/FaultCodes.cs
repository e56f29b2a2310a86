namespace AgentConsole.JsonSchema;

/// <summary>The fault codes that are not the name of a keyword: evaluation stopped, and what was not evaluated is not valid.</summary>
public static class FaultCodes
{
    /// <summary>The value stands where the schema says <c>false</c>.</summary>
    public const string Never = "false";

    /// <summary>A regular expression took longer than <see cref="SchemaLimits.PatternTimeoutMilliseconds"/>.</summary>
    public const string PatternTimeout = "pattern_timeout";

    /// <summary>The instance is nested deeper than <see cref="SchemaLimits.InstanceDepthMax"/>.</summary>
    public const string InstanceTooDeep = "instance_too_deep";

    /// <summary>A number is longer than <see cref="SchemaLimits.NumberLengthMax"/> or its exponent than <see cref="SchemaLimits.ExponentDigitsMax"/>.</summary>
    public const string NumberTooLong = "number_too_long";

    /// <summary>References led deeper than <see cref="SchemaLimits.EvaluationDepthMax"/>.</summary>
    public const string RecursionLimit = "recursion_limit";

    /// <summary>The evaluation spent more than <see cref="SchemaLimits.EvaluationStepsMax"/>.</summary>
    public const string WorkLimit = "work_limit";
}

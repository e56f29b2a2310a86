namespace AgentConsole.JsonSchema.Evaluation;

/// <summary>The JSON types, as a set; <see cref="Integer"/> alone means numbers without a fraction.</summary>
[Flags]
internal enum InstanceKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    String = 16,
    Array = 32,
    Object = 64,
    Number = Integer | Fraction,
    All = Null | Boolean | Number | String | Array | Object,
}

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>The 2020-12 vocabularies that a dialect may use.</summary>
[Flags]
internal enum Vocabularies
{
    Core = 0,
    Applicator = 1,
    Unevaluated = 2,
    Validation = 4,
    FormatAnnotation = 8,
    FormatAssertion = 16,
    MetaData = 32,
    Content = 64,
    Standard = Applicator | Unevaluated | Validation | FormatAnnotation | MetaData | Content,
}

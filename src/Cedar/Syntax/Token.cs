namespace AgentConsole.Cedar.Syntax;

/// <summary>One word or sign of a text.</summary>
internal readonly record struct Token(TokenKind Kind, SourceSpan Span);

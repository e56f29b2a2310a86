using System.Runtime.CompilerServices;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Walks over tokens with one token of foresight; the part that policies and schemas have in common.</summary>
internal abstract class TokenReader
{
    private readonly Lexer _lexer;
    private Token? _second;
    private int _nesting;

    protected TokenReader(string text)
    {
        _lexer = new(text);
        Text = text;
    }

    protected string Text { get; }

    /// <summary>The token to be read next.</summary>
    protected Token Now { get; private set; }

    /// <summary>The token that was read last.</summary>
    protected Token Last { get; private set; }

    protected ReadOnlySpan<char> Word => Text.AsSpan(Now.Span.Offset, Now.Span.Length);

    protected bool IsWord(ReadOnlySpan<char> word) => Now.Kind == TokenKind.Word && Word.SequenceEqual(word);

    /// <summary>The token after the next one.</summary>
    protected TokenKind Second => (_second ??= _lexer.Next()).Kind;

    /// <summary>Reads the first token; to be called once before anything else.</summary>
    protected void Start() => Now = _lexer.Next();

    protected Token Take()
    {
        Last = Now;
        if (_second is { } second) (Now, _second) = (second, null);
        else Now = _lexer.Next();
        return Last;
    }

    protected bool TakeIf(TokenKind kind)
    {
        if (Now.Kind != kind) return false;
        Take();
        return true;
    }

    protected bool TakeIfWord(ReadOnlySpan<char> word)
    {
        if (!IsWord(word)) return false;
        Take();
        return true;
    }

    protected Token Expect(TokenKind kind, string expected) => Now.Kind == kind ? Take() : throw Unexpected(expected);

    protected string TextOf(Token token) => Text.Substring(token.Span.Offset, token.Span.Length);

    protected string Unescaped(Token token)
    {
        var inner = Text.AsSpan(token.Span.Offset + 1, token.Span.Length - 2);
        return StringText.TryUnescape(inner, out var text, out var problemAt) ? text : throw BadEscape(token, problemAt);
    }

    protected static CedarException BadEscape(Token token, int problemAt) => new(
        token.Span with { Offset = token.Span.Offset + 1 + problemAt, Column = token.Span.Column + 1 + problemAt, Length = 1 },
        "The text holds an escape that Cedar does not know; it knows \\n, \\r, \\t, \\0, \\\\, \\', \\\", \\x41 and \\u{41}.");

    protected CedarException Unexpected(string expected) => new(Now.Span, $"Found {Words.Of(Word)}; expected {expected}.");

    /// <summary>Enters one more level of nesting; whoever enters leaves.</summary>
    protected void Enter()
    {
        if (++_nesting > CedarLimits.NestingMax) throw new CedarException(Now.Span, $"The text is nested more than {CedarLimits.NestingMax} levels deep.");
        // The limit fits every ordinary stack; a caller that has used up most of his is refused too.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new CedarException(Now.Span, "The text is nested too deep to be read here.");
    }

    protected void Leave() => _nesting--;

    /// <summary>Gives up what was begun and goes on behind the next semicolon.</summary>
    protected void Recover()
    {
        _nesting = 0;
        while (true)
        {
            try
            {
                while (Now.Kind is not (TokenKind.Semicolon or TokenKind.End)) Take();
                TakeIf(TokenKind.Semicolon);
                return;
            }
            catch (CedarException)
            {
                // Already said once; the lexer stands behind it. Now still holds the token before.
                _second = null;
            }
        }
    }
}

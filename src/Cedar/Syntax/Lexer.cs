using System.Globalization;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Cuts policy and schema text into tokens, one at a time.</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public Lexer(string text)
    {
        if (text.Length > CedarLimits.TextLengthMax)
        {
            throw new CedarException(SourceSpan.None, string.Create(CultureInfo.InvariantCulture, $"The text has more than {CedarLimits.TextLengthMax} characters."));
        }

        _text = text;
        var half = Utf16.IndexOfHalf(text);
        if (half < 0) return;
        while (_at < half) Step();
        throw new CedarException(Here(1), "The text holds half of a surrogate pair.");
    }

    public string Text => _text;

    /// <summary>The next token. What is no token is a fault; the next call goes on behind it.</summary>
    public Token Next()
    {
        SkipSpace();
        if (_at == _text.Length) return new(TokenKind.End, Here(0));
        var first = _text[_at];
        if (IsWordStart(first)) return Take(TokenKind.Word, WordLength(_at));
        if (char.IsAsciiDigit(first)) return Take(TokenKind.Number, Run(_at, char.IsAsciiDigit));
        if (first == '"') return TakeText();
        if (first == '?' && _at + 1 < _text.Length && IsWordStart(_text[_at + 1])) return Take(TokenKind.Slot, 1 + WordLength(_at + 1));
        var (kind, length) = Sign(first, _at + 1 < _text.Length ? _text[_at + 1] : '\0');
        if (length > 0) return Take(kind, length);
        var bad = Take(TokenKind.End, char.IsHighSurrogate(first) ? 2 : 1);
        throw new CedarException(bad.Span, first == '\''
            ? "Found ', which starts no text in Cedar; expected \"."
            : $"Found {Words.Of(_text.AsSpan(bad.Span.Offset, bad.Span.Length))}, which is no part of Cedar outside of text.");
    }

    public static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static (TokenKind Kind, int Length) Sign(char first, char second) => (first, second) switch
    {
        ('@', _) => (TokenKind.At, 1),
        (',', _) => (TokenKind.Comma, 1),
        (';', _) => (TokenKind.Semicolon, 1),
        (':', ':') => (TokenKind.DoubleColon, 2),
        (':', _) => (TokenKind.Colon, 1),
        ('.', _) => (TokenKind.Dot, 1),
        ('(', _) => (TokenKind.OpenParen, 1),
        (')', _) => (TokenKind.CloseParen, 1),
        ('[', _) => (TokenKind.OpenBracket, 1),
        (']', _) => (TokenKind.CloseBracket, 1),
        ('{', _) => (TokenKind.OpenBrace, 1),
        ('}', _) => (TokenKind.CloseBrace, 1),
        ('=', '=') => (TokenKind.Equal, 2),
        ('=', _) => (TokenKind.SingleEqual, 1),
        ('!', '=') => (TokenKind.NotEqual, 2),
        ('!', _) => (TokenKind.Not, 1),
        ('<', '=') => (TokenKind.LessOrEqual, 2),
        ('<', _) => (TokenKind.Less, 1),
        ('>', '=') => (TokenKind.GreaterOrEqual, 2),
        ('>', _) => (TokenKind.Greater, 1),
        ('|', '|') => (TokenKind.Or, 2),
        ('&', '&') => (TokenKind.And, 2),
        ('+', _) => (TokenKind.Plus, 1),
        ('-', _) => (TokenKind.Minus, 1),
        ('*', _) => (TokenKind.Star, 1),
        ('/', _) => (TokenKind.Slash, 1),
        ('%', _) => (TokenKind.Percent, 1),
        ('?', _) => (TokenKind.Question, 1),
        _ => (TokenKind.End, 0),
    };

    private Token TakeText()
    {
        for (var end = _at + 1; end < _text.Length; end++)
        {
            switch (_text[end])
            {
                case '"':
                    return Take(TokenKind.Text, end + 1 - _at);
                case '\\' when end + 1 < _text.Length && _text[end + 1] != '\n':
                    end++;
                    break;
                case '\\':
                    Take(TokenKind.End, end - _at);
                    var stroke = Take(TokenKind.End, 1);
                    throw new CedarException(stroke.Span, "Found \\ at the end of a line within text; expected an escape such as \\n.");
            }
        }

        var open = Here(1);
        Take(TokenKind.End, _text.Length - _at);
        throw new CedarException(open, "The text that starts here does not end; expected \".");
    }

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, Here(length));
        for (var end = _at + length; _at < end;) Step();
        return token;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at])) Step();
            else if (_text[_at] == '/' && _at + 1 < _text.Length && _text[_at + 1] == '/') _at += Run(_at, static c => c is not ('\n' or '\r'));
            else return;
        }
    }

    private void Step()
    {
        if (_text[_at++] != '\n') return;
        _line++;
        _lineStart = _at;
    }

    private int WordLength(int start) => Run(start, IsWordPart);

    private int Run(int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < _text.Length && belongs(_text[end])) end++;
        return end - start;
    }

    private SourceSpan Here(int length) => new(_at, length, _line, _at - _lineStart + 1);
}

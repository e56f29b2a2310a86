using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar.Schemas;

/// <summary>Reads Cedar's own schema syntax.</summary>
internal sealed class SchemaParser : TokenReader
{
    private readonly Dictionary<string, NamespaceSyntax> _namespaces = new(StringComparer.Ordinal);
    private int _declarations;

    private SchemaParser(string text) : base(text) { }

    /// <exception cref="CedarException">The text is no schema.</exception>
    public static IReadOnlyCollection<NamespaceSyntax> Parse(string text)
    {
        var parser = new SchemaParser(text);
        parser.Start();
        while (parser.Now.Kind != TokenKind.End) parser.ReadTop();
        return parser._namespaces.Values;
    }

    private SchemaPosition Here => new(Now.Span, null);

    private void ReadTop()
    {
        SkipAnnotations();
        if (!IsWord("namespace"))
        {
            ReadDeclaration(_namespaces.TryGetValue("", out var outside) ? outside : _namespaces[""] = new(""));
            return;
        }

        Take();
        var at = Here;
        var name = ReadPath("the name of a namespace");
        if (_namespaces.ContainsKey(name)) throw at.Fault($"The namespace {Words.Of(name)} is declared twice.");
        var inside = _namespaces[name] = new(name);
        Expect(TokenKind.OpenBrace, "`{`");
        while (Now.Kind != TokenKind.CloseBrace)
        {
            SkipAnnotations();
            ReadDeclaration(inside);
        }

        Take();
    }

    private void ReadDeclaration(NamespaceSyntax into)
    {
        if (++_declarations > CedarLimits.DeclarationsMax) throw Here.Fault($"The schema has more than {CedarLimits.DeclarationsMax} declarations.");
        if (TakeIfWord("entity")) ReadEntity(into);
        else if (TakeIfWord("action")) ReadAction(into);
        else if (TakeIfWord("type")) ReadType(into);
        else throw Unexpected("`entity`, `action`, `type` or `namespace`");
    }

    private void ReadType(NamespaceSyntax into)
    {
        var name = ReadName("the name of the type");
        Expect(TokenKind.SingleEqual, "`=`");
        into.AddCommonType(name, ReadTypeSyntax());
        Expect(TokenKind.Semicolon, "`;`");
    }

    private void ReadEntity(NamespaceSyntax into)
    {
        var at = Here;
        var names = new List<string>();
        do names.Add(ReadName("the name of an entity type"));
        while (TakeIf(TokenKind.Comma));
        if (TakeIfWord("enum"))
        {
            var ids = ReadIds();
            Expect(TokenKind.Semicolon, "`;`");
            foreach (var name in names) into.AddEntityType(name, new(at, [], null, null, ids));
            return;
        }

        var parents = TakeIfWord("in") ? ReadEntityTypes() : [];
        var hasEqual = TakeIf(TokenKind.SingleEqual);
        var shape = Now.Kind == TokenKind.OpenBrace ? ReadRecord() : hasEqual ? throw Unexpected("`{`") : null;
        var tags = TakeIfWord("tags") ? ReadTypeSyntax() : null;
        Expect(TokenKind.Semicolon, "`enum`, `in`, `{`, `tags` or `;`");
        foreach (var name in names) into.AddEntityType(name, new(at, parents, shape, tags, null));
    }

    private List<string> ReadIds()
    {
        Expect(TokenKind.OpenBracket, "`[`");
        var ids = new List<string>();
        do ids.Add(Unescaped(Expect(TokenKind.Text, "an entity's id in quotes")));
        while (TakeIf(TokenKind.Comma) && Now.Kind != TokenKind.CloseBracket);
        Expect(TokenKind.CloseBracket, "`,` or `]`");
        return ids;
    }

    private void ReadAction(NamespaceSyntax into)
    {
        var at = Here;
        var names = new List<string>();
        do names.Add(ReadNameOrText("the name of an action"));
        while (TakeIf(TokenKind.Comma));
        var parents = TakeIfWord("in") ? ReadActionReferences() : [];
        var (principals, resources, context) = TakeIfWord("appliesTo") ? ReadAppliesTo() : ([], [], null);
        if (TakeIfWord("attributes"))
        {
            Expect(TokenKind.OpenBrace, "`{`");
            Expect(TokenKind.CloseBrace, "`}`, since actions have no attributes");
        }

        Expect(TokenKind.Semicolon, "`in`, `appliesTo` or `;`");
        foreach (var name in names) into.AddAction(name, new(at, parents, principals, resources, context));
    }

    private List<ActionReference> ReadActionReferences()
    {
        if (!TakeIf(TokenKind.OpenBracket)) return [ReadActionReference()];
        var read = new List<ActionReference>();
        do read.Add(ReadActionReference());
        while (TakeIf(TokenKind.Comma) && Now.Kind != TokenKind.CloseBracket);
        Expect(TokenKind.CloseBracket, "`,` or `]`");
        return read;
    }

    private ActionReference ReadActionReference()
    {
        var at = Here;
        if (Now.Kind == TokenKind.Text || Second != TokenKind.DoubleColon) return new(at, null, ReadNameOrText("the name of an action"));
        var type = ReadPath("the name of an action");
        Expect(TokenKind.DoubleColon, "`::`");
        return new(at, type, Unescaped(Expect(TokenKind.Text, "the action's id in quotes")));
    }

    private (List<TypeSyntax.Named> Principals, List<TypeSyntax.Named> Resources, TypeSyntax? Context) ReadAppliesTo()
    {
        var open = Here;
        List<TypeSyntax.Named>? principals = null, resources = null;
        TypeSyntax? context = null;
        Expect(TokenKind.OpenBrace, "`{`");
        while (Now.Kind != TokenKind.CloseBrace)
        {
            var at = Here;
            if (IsWord("principal") && principals is null) principals = ReadTypesOf();
            else if (IsWord("resource") && resources is null) resources = ReadTypesOf();
            else if (IsWord("context") && context is null) context = ReadContext();
            else throw IsWord("principal") || IsWord("resource") || IsWord("context") ? at.Fault($"{Words.Of(Word)} is declared twice for one action.") : Unexpected("`principal`, `resource` or `context`");
            if (!TakeIf(TokenKind.Comma) && Now.Kind != TokenKind.CloseBrace) throw Unexpected("`,` or `}`");
        }

        Take();
        if (principals is not { Count: > 0 } || resources is not { Count: > 0 }) throw open.Fault("An action that applies to something names at least one type of principal and one of resource.");
        return (principals, resources, context);
    }

    private List<TypeSyntax.Named> ReadTypesOf()
    {
        Take();
        Expect(TokenKind.Colon, "`:`");
        return ReadEntityTypes();
    }

    private TypeSyntax ReadContext()
    {
        Take();
        Expect(TokenKind.Colon, "`:`");
        return Now.Kind == TokenKind.OpenBrace ? ReadRecord() : ReadNamed(NameKind.EntityOrCommon);
    }

    private List<TypeSyntax.Named> ReadEntityTypes()
    {
        if (!TakeIf(TokenKind.OpenBracket)) return [ReadNamed(NameKind.Entity)];
        var read = new List<TypeSyntax.Named>();
        while (Now.Kind != TokenKind.CloseBracket)
        {
            read.Add(ReadNamed(NameKind.Entity));
            if (!TakeIf(TokenKind.Comma) && Now.Kind != TokenKind.CloseBracket) throw Unexpected("`,` or `]`");
        }

        Take();
        return read;
    }

    private TypeSyntax.Named ReadNamed(NameKind wanted)
    {
        var at = Here;
        return new(at, ReadPath("the name of a type"), wanted);
    }

    private TypeSyntax ReadTypeSyntax()
    {
        if (Now.Kind == TokenKind.OpenBrace) return ReadRecord();
        var at = Here;
        if (!IsWord("Set") || Second != TokenKind.Less) return ReadNamed(NameKind.EntityOrCommon);
        Enter();
        Take();
        Take();
        var element = ReadTypeSyntax();
        Expect(TokenKind.Greater, "`>`");
        Leave();
        return new TypeSyntax.SetOf(at, element);
    }

    private TypeSyntax.RecordOf ReadRecord()
    {
        Enter();
        var at = Here;
        Expect(TokenKind.OpenBrace, "`{`");
        var attributes = new List<AttributeSyntax>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (Now.Kind != TokenKind.CloseBrace)
        {
            SkipAnnotations();
            var place = Here;
            var name = ReadNameOrText("the name of an attribute or `}`");
            if (!seen.Add(name)) throw place.Fault($"The attribute {Words.Of(name)} is declared twice.");
            var isRequired = !TakeIf(TokenKind.Question);
            Expect(TokenKind.Colon, "`:`");
            attributes.Add(new(name, ReadTypeSyntax(), isRequired));
            if (!TakeIf(TokenKind.Comma) && Now.Kind != TokenKind.CloseBrace) throw Unexpected("`,` or `}`");
        }

        Take();
        Leave();
        return new(at, attributes);
    }

    private string ReadNameOrText(string expected) => Now.Kind == TokenKind.Text ? Unescaped(Take()) : ReadName(expected);

    private string ReadName(string expected)
    {
        if (Now.Kind != TokenKind.Word) throw Unexpected(expected);
        if (!TypeNames.IsFreeWord(Word)) throw Here.Fault($"Found {Words.Of(Word)}, which Cedar keeps for itself; expected {expected}.");
        return TextOf(Take());
    }

    // Built-in types may be named with the namespace that is kept for them.
    private string ReadPath(string expected)
    {
        var path = IsWord(TypeNames.Reserved) && Second == TokenKind.DoubleColon ? TextOf(Take()) : ReadName(expected);
        while (Now.Kind == TokenKind.DoubleColon && Second != TokenKind.Text)
        {
            Take();
            path = $"{path}::{ReadName(expected)}";
            if (path.Length > CedarLimits.TextLengthMax / 64) throw new CedarException(Last.Span, "The name is too long.");
        }

        return path;
    }

    private void SkipAnnotations()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (TakeIf(TokenKind.At))
        {
            var name = TextOf(Expect(TokenKind.Word, "the name of an annotation"));
            if (!seen.Add(name)) throw new CedarException(Last.Span, $"The annotation @{Words.Cut(name)} occurs twice.");
            if (!TakeIf(TokenKind.OpenParen)) continue;
            Unescaped(Expect(TokenKind.Text, "the annotation's text in quotes"));
            Expect(TokenKind.CloseParen, "`)`");
        }
    }
}

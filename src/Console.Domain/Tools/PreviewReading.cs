using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools;

/// <summary>Reads the <c>preview</c> of a <c>Tool</c> document.</summary>
internal static class PreviewReading
{
    public static ToolPreview? Of(DocumentMembers contract, ArgumentNames known, List<Fault> faults)
    {
        if (contract.Object("preview") is not { } value) return null;
        var preview = new DocumentMembers(value, "/preview", faults);
        if (preview.Text("method", 10) is { } method && method != "GET")
            preview.Fault("method", "unknown_value", "A preview only reads: its method is GET.");

        var url = preview.Text("url", ProposalLimits.UrlLengthMax, isRequired: true);
        if (url is not null && UrlFault(url, known) is { } message) preview.Fault("url", "malformed", message);
        var fields = FieldsOf(preview);
        preview.RefuseOthers();
        return new(url ?? "", fields);
    }

    private static List<KeyValuePair<string, string>> FieldsOf(DocumentMembers preview)
    {
        var fields = new List<KeyValuePair<string, string>>();
        if (preview.Object("select", isRequired: true) is not { } select) return fields;
        foreach (var field in select.EnumerateObject())
        {
            var at = "select/" + JsonPointer.Escape(field.Name);
            if (field.Value.ValueKind != System.Text.Json.JsonValueKind.String || JsonPointer.TokensOf(field.Value.GetString()!) is null)
                preview.Fault(at, "malformed", "It must be a JSON pointer into the answer, such as /status.");
            else if (fields.Exists(other => other.Key == field.Name)) preview.Fault(at, "duplicate_member", $"'{field.Name}' stands twice.");
            else fields.Add(new(field.Name, field.Value.GetString()!));
        }

        if (fields.Count is 0 or > ToolLimits.PreviewFieldsMax)
            preview.Fault("select", "out_of_range", $"Between 1 and {ToolLimits.PreviewFieldsMax} fields are selected.");
        return fields;
    }

    // An argument may choose which thing is looked at, never which server is asked.
    private static string? UrlFault(string url, ArgumentNames known)
    {
        if (Template.NamesIn(url) is not { } names) return "A brace is left open, empty or nested.";
        if (names.FirstOrDefault(name => !known.Has(name)) is { } stranger) return $"'{{{stranger}}}' names no argument of the input schema.";

        var schemeEnd = url.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0 || url[..schemeEnd] is not ("http" or "https")) return "It must begin with http:// or https://.";
        var authority = url.AsSpan(schemeEnd + 3);
        var authorityEnd = authority.IndexOfAny('/', '?', '#');
        if (authorityEnd >= 0) authority = authority[..authorityEnd];
        if (authority.IndexOfAny('{', '}') >= 0) return "The host is fixed: arguments stand in the path or the query.";
        if (authority.IndexOf('@') >= 0) return "It must hold no user name and no password.";
        if (url.Contains('#', StringComparison.Ordinal)) return "It must hold no fragment.";
        return Uri.TryCreate(Template.Fill(url, static _ => "x"), UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? null
            : "It is not an absolute address.";
    }
}

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
        if (url is not null && TargetUrl.FaultOf(url, known) is { } message) preview.Fault("url", "malformed", message);
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
}

using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Web.Spend;

/// <summary>A price while somebody writes it: every amount as it stands in its field.</summary>
public sealed class PriceDraft
{
    /// <summary>Null for a new one.</summary>
    public PriceId? Id { get; private init; }
    public int? Seen { get; private init; }
    public PriceKind Kind { get; set; }
    public string Name { get; set; } = "";
    public string From { get; set; } = "";
    public string Input { get; set; } = "";
    public string CachedInput { get; set; } = "";
    public string Output { get; set; } = "";
    public string PerCall { get; set; } = "";
    public string Note { get; set; } = "";

    public static PriceDraft Of(Price price)
    {
        var document = JsonElement.Parse(price.Terms.ToJson());
        return new()
        {
            Id = price.Id,
            Seen = price.Version,
            Kind = price.Kind,
            Name = price.Name,
            From = TextOf("from"),
            Input = TextOf("input_per_million_usd"),
            CachedInput = TextOf("cached_input_per_million_usd"),
            Output = TextOf("output_per_million_usd"),
            PerCall = TextOf("per_call_usd"),
            Note = price.Note ?? "",
        };

        string TextOf(string member) => document.TryGetProperty(member, out var value) ? value.GetString()! : "";
    }

    /// <summary>The document with what was filled in.</summary>
    public JsonElement Document()
    {
        var members = new Dictionary<string, string> { [WireName.Of(Kind)] = Name.Trim() };
        Add("from", From);
        Add("note", Note);
        if (Kind == PriceKind.Model)
        {
            Add("input_per_million_usd", Input);
            Add("cached_input_per_million_usd", CachedInput);
            Add("output_per_million_usd", Output);
        }
        else
        {
            Add("per_call_usd", PerCall);
        }

        return JsonSerializer.SerializeToElement(members);

        void Add(string name, string text)
        {
            if (text.Trim() is { Length: > 0 } filled) members[name] = filled;
        }
    }
}

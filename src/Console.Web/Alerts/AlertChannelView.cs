using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Alerts;

namespace AgentConsole.Web.Alerts;

/// <summary>A channel of alerts on the wire.</summary>
/// <param name="Url">Only its beginning for <c>slack</c> and <c>teams</c>, whose address is a secret.</param>
/// <param name="Secret">What signs a <c>webhook</c>: shown once, when it is made.</param>
public sealed record AlertChannelView(string Id, string Kind, string Name, string Url, bool IsDisabled, string? DisabledReason, DateTimeOffset CreatedAt, string? Secret = null)
{
    internal static AlertChannelView Of(AlertChannelRow row, string? secret = null) =>
        new(row.Id.ToString(), KindOf(row.Form), row.Name, row.Url, row.DisabledAt is not null, row.DisabledReason, row.CreatedAt, secret);

    internal static string KindOf(BodyForm form) => form switch
    {
        BodyForm.Standard => "webhook",
        BodyForm.Slack => "slack",
        BodyForm.Teams => "teams",
    };

    internal static BodyForm? FormOf(string? kind) => kind switch
    {
        "webhook" => BodyForm.Standard,
        "slack" => BodyForm.Slack,
        "teams" => BodyForm.Teams,
        _ => null,
    };
}

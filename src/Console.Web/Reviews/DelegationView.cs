using System.Globalization;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>Who decides for whom, and until when.</summary>
public sealed record DelegationView(string Id, string From, string To, DateTimeOffset Since, DateTimeOffset Until)
{
    public static DelegationView Of(Delegation delegation) =>
        new(delegation.Id.ToString("N", CultureInfo.InvariantCulture), delegation.FromName, delegation.ToName, delegation.Since, delegation.Until);
}

using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Web.Access;

/// <summary>A key of an agent on the wire.</summary>
/// <param name="Key">Only in the answer that issued it.</param>
internal sealed record AgentKeyView(
    string Id, string Agent, string Environment, string Prefix, string? Holder, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt, string? Key = null)
{
    public static AgentKeyView Of(AgentKeyRow row) => new(
        row.Id.ToString(), row.Agent, row.Environment, "aca_" + row.Prefix, row.HolderId?.ToString(), row.IssuedAt, row.ExpiresAt,
        row.RevokedAt, row.LastUsedAt);
}

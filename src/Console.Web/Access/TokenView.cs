using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Web.Access;

/// <summary>A personal access token on the wire.</summary>
/// <param name="Token">Only in the answer that issued it.</param>
internal sealed record TokenView(
    string Id, string Name, string Prefix, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt,
    string? Token = null)
{
    public static TokenView Of(TokenRow row) => new(
        row.Id.ToString(), row.Name, "acp_" + row.Prefix, row.IssuedAt, row.ExpiresAt, row.RevokedAt, row.LastUsedAt);
}

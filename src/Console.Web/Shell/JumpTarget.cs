using AgentConsole.Domain.Proposals;

namespace AgentConsole.Web.Shell;

/// <summary>Where the jump box leads: a room by the start of its name, a proposal by its id, otherwise an agent by its name.</summary>
public static class JumpTarget
{
    public static string? Of(string? typed, IReadOnlyList<Room> rooms)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0) return null;
        if (ProposalId.TryParse(text, out var id)) return Links.Proposal(id.ToString());
        if (rooms.FirstOrDefault(room => room.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase)) is { } room) return room.Href;
        return Links.Agent(text);
    }
}

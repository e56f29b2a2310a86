namespace AgentConsole.Web.Shell.Kit.Diff;

/// <summary>One line of a comparison, with both sides; a side that has nothing there is null.</summary>
public sealed record DiffRow(DiffMark Mark, string Label, IReadOnlyList<DiffPiece>? Before, IReadOnlyList<DiffPiece>? After)
{
    public static DiffRow Folded(int count) => new(DiffMark.Folded, $"{count} unchanged", null, null);
}

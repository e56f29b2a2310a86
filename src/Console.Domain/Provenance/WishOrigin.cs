namespace AgentConsole.Domain.Provenance;

/// <summary>Who spoke of what the tool does, by the words of its name and description.</summary>
/// <param name="RequestBasisPoints">How many of the name's words the request holds.</param>
/// <param name="UntrustedBasisPoints">How many of them only untrusted results hold.</param>
public sealed record WishOrigin(int RequestBasisPoints, int UntrustedBasisPoints)
{
    public static WishOrigin Unknown { get; } = new(0, 0);
}

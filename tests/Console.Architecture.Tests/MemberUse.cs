namespace AgentConsole.Architecture.Tests;

/// <summary>A type's use of a member of another assembly.</summary>
internal sealed record MemberUse(string User, string Type, string Member, int Parameters)
{
    public override string ToString() => $"{User} uses {Type}.{Member}";
}

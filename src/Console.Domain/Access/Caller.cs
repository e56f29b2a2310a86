namespace AgentConsole.Domain.Access;

/// <summary>Who stands behind a command: taken from the authenticated principal, never from a request body.</summary>
public abstract record Caller
{
    private Caller() { }

    /// <summary>How the ledger names the caller; holds no personal value.</summary>
    public abstract string Actor { get; }

    public abstract bool May(Permission permission);

    /// <summary>Whether the right reaches every agent: what the role of a DRI gives reaches those that this person answers for.</summary>
    public virtual bool MayEverywhere(Permission permission) => May(permission);

    /// <summary>An agent, known by one of its keys; the key fixes the environment.</summary>
    public sealed record Agent(string Name, string Environment, AgentKeyId Key) : Caller
    {
        public override string Actor => "agent:" + Name;

        public override bool May(Permission permission) => false;
    }

    /// <summary>A signed-in person or that person's access token.</summary>
    public sealed record Person(PersonId Id, string DisplayName, IReadOnlySet<Role> Roles) : Caller
    {
        /// <summary>How the person was let in: one of <see cref="ApprovalMethod"/>.</summary>
        public string? Method { get; init; }

        public override string Actor => "person:" + Id;

        public override bool May(Permission permission) => Roles.Any(role => RolePermissions.Allows(role, permission));

        public override bool MayEverywhere(Permission permission) =>
            Roles.Any(role => role != Role.Dri && RolePermissions.Allows(role, permission));
    }

    /// <summary>Somebody with a shell on the server itself: the command line and first start.</summary>
    public sealed record Server : Caller
    {
        public override string Actor => "server";

        public override bool May(Permission permission) => true;
    }
}

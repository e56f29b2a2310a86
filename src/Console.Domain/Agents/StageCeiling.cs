using AgentConsole.Domain.Access;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Agents;

/// <summary>The one table of what each stage lets an agent do without a person. Beyond it a person is asked; it never denies.</summary>
public static class StageCeiling
{
    public static bool Reaches(Stage stage, SideEffect sideEffect, string environment) => (stage, sideEffect) switch
    {
        (Stage.Autonomous, _) => true,
        (Stage.Propose, _) => false,
        (_, SideEffect.Read) => true,
        (Stage.StagingWrites, SideEffect.Write) => !EnvironmentName.IsProduction(environment),
        (Stage.NarrowProductionWrites, SideEffect.Write) => true,
        _ => false,
    };
}

using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>How agents, stop orders and drills lie in tables.</summary>
internal sealed class AgentMapping : IEntityTypeConfiguration<Agent>, IEntityTypeConfiguration<StopOrder>, IEntityTypeConfiguration<StopDrill>
{
    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.ToTable("Agents");
        builder.HasKey(agent => agent.Name);
        builder.Property(agent => agent.Name).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(agent => agent.Dri).HasMaxLength(AccessLimits.EmailLengthMax);
        builder.Property(agent => agent.Deputy).HasMaxLength(AccessLimits.EmailLengthMax);
        builder.Property(agent => agent.DocumentHash).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(agent => agent.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<StopOrder> builder)
    {
        builder.ToTable("StopOrders");
        builder.Property(order => order.Id).ValueGeneratedNever();
        builder.Property(order => order.Name).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(order => order.Reason).HasMaxLength(AgentLimits.ReasonLengthMax);
        builder.Property(order => order.OrderedBy).HasMaxLength(LedgerLimits.ActorLengthMax);
        builder.Property(order => order.LiftedBy).HasMaxLength(LedgerLimits.ActorLengthMax);
        builder.Property(order => order.LiftReason).HasMaxLength(AgentLimits.ReasonLengthMax);
        builder.Property(order => order.Version).IsConcurrencyToken();
        builder.HasIndex(order => new { order.LiftedAt, order.Scope, order.Name });
    }

    public void Configure(EntityTypeBuilder<StopDrill> builder)
    {
        builder.ToTable("StopDrills");
        builder.Property(drill => drill.Id).ValueGeneratedNever();
        builder.Property(drill => drill.Name).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(drill => drill.DrilledBy).HasMaxLength(LedgerLimits.ActorLengthMax);
        builder.Property(drill => drill.Fault).HasMaxLength(AgentLimits.ReasonLengthMax);
        builder.Ignore(drill => drill.HasHeld);
        builder.HasIndex(drill => drill.At);
    }
}

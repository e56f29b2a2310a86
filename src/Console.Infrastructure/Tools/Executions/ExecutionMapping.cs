using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools.Executions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>How executions lie in a table.</summary>
internal sealed class ExecutionMapping : IEntityTypeConfiguration<Execution>
{
    public void Configure(EntityTypeBuilder<Execution> builder)
    {
        builder.ToTable("Executions");
        builder.HasKey(row => row.ProposalId);
        builder.Property(row => row.ProposalId).ValueGeneratedNever();
        builder.Property(row => row.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(row => row.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(row => row.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(row => row.FaultCode).HasMaxLength(ExecutionLimits.CodeLengthMax);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Status, row.DueAt });
        builder.HasIndex(row => new { row.Status, row.LeasedUntil });
        builder.HasIndex(row => new { row.OrderedAt, row.ProposalId });
        builder.HasIndex(row => new { row.Tool, row.Environment, row.Status });
        builder.HasOne<Proposal>().WithOne().HasForeignKey<Execution>(row => row.ProposalId);
    }
}

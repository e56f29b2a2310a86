using System.Data;
using System.Data.Common;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>Shorthand for commands of the operational store.</summary>
internal static class DbCommands
{
#pragma warning disable CA2100 // Every text is put together from constants; what others sent goes in as a parameter.
    public static DbCommand Of(this DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }

    /// <summary>For a text that is known only once its parameters are.</summary>
    public static void Say(this DbCommand command, string sql) => command.CommandText = sql;
#pragma warning restore CA2100

    public static async Task<int> ExecuteAsync(this DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Of(sql);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static DbParameter Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Says what type it has where there is no value: PostgreSQL does not guess.</summary>
    public static void AddText(this DbCommand command, string name, string? value) => command.Add(name, value).DbType = DbType.String;

    public static void AddLong(this DbCommand command, string name, long? value) => command.Add(name, value).DbType = DbType.Int64;

    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Long(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}

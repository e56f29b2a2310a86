using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>What something that may be told again is known by: a hash, because ids are of any length and many.</summary>
internal readonly record struct ToldKey(UInt128 Hash)
{
    private const int Bytes = 16;

    public static ToldKey Of(string agent, string environment, params IEnumerable<string> names) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [agent, environment, .. names])))));

    public static ToldKey OfSpan(string agent, string environment, string trace, string span) => Of(agent, environment, "span", trace, span);

    public static ToldKey Read(byte[] kept) => new(BinaryPrimitives.ReadUInt128BigEndian(kept));

    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Hash);
        return bytes;
    }
}

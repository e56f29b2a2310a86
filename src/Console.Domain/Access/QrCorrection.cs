namespace AgentConsole.Domain.Access;

/// <summary>The error correction of a square code: Reed-Solomon over the field of 256 elements with 0x11D, block by block.</summary>
internal static class QrCorrection
{
    private const int FieldPolynomial = 0x11D;

    /// <summary>The data in its blocks, shorter ones first, with each block's correction, all interleaved as they are drawn.</summary>
    public static byte[] Interleave(byte[] data, int blocks, int correctionLength)
    {
        var shortLength = data.Length / blocks;
        var shortBlocks = blocks - data.Length % blocks;
        var parts = new List<byte[]>(blocks);
        for (var (block, start) = (0, 0); block < blocks; block++)
        {
            var length = block < shortBlocks ? shortLength : shortLength + 1;
            parts.Add(data[start..(start + length)]);
            start += length;
        }

        var generator = Generator(correctionLength);
        var corrections = parts.ConvertAll(part => Correction(part, generator));
        return
        [
            .. Enumerable.Range(0, shortLength + 1).SelectMany(at => parts.Where(part => at < part.Length).Select(part => part[at])),
            .. Enumerable.Range(0, correctionLength).SelectMany(at => corrections.Select(correction => correction[at])),
        ];
    }

    public static byte Multiply(byte left, byte right)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
        {
            product = product << 1 ^ (product >> 7) * FieldPolynomial;
            product ^= (right >> bit & 1) * left;
        }

        return (byte)product;
    }

    // The product of (x - 2^i), without its leading one, highest power first.
    private static byte[] Generator(int degree)
    {
        var generator = new byte[degree];
        generator[^1] = 1;
        byte root = 1;
        for (var factor = 0; factor < degree; factor++)
        {
            for (var at = 0; at < degree; at++)
            {
                generator[at] = Multiply(generator[at], root);
                if (at + 1 < degree) generator[at] ^= generator[at + 1];
            }

            root = Multiply(root, 2);
        }

        return generator;
    }

    private static byte[] Correction(byte[] data, byte[] generator)
    {
        var rest = new byte[generator.Length];
        foreach (var next in data)
        {
            var factor = (byte)(next ^ rest[0]);
            Array.Copy(rest, 1, rest, 0, rest.Length - 1);
            rest[^1] = 0;
            for (var at = 0; at < rest.Length; at++) rest[at] ^= Multiply(generator[at], factor);
        }

        return rest;
    }
}

#pragma warning disable CA1814 // A QR code is a square: every row is as long as the next.
using System.Globalization;
using System.Text;

namespace AgentConsole.Domain.Access;

/// <summary>A text as a square of dots that a telephone reads: ISO/IEC 18004, byte mode, error correction M, versions 1 to 20.</summary>
public sealed class QrCode
{
    private const int VersionMax = 20;
    private const int Masks = 8;
    private const int FormatPolynomial = 0x537;
    private const int FormatMask = 0x5412;
    private const int VersionPolynomial = 0x1F25;

    // Table 9 of the standard, level M, by version: error correction codewords in each block, and blocks.
    private static readonly int[] CorrectionOf = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
    private static readonly int[] BlocksOf = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

    private readonly bool[,] _isDark;
    private readonly bool[,] _isFixed;
    private readonly int _version;

    private QrCode(int version)
    {
        (_version, Size) = (version, 17 + 4 * version);
        (_isDark, _isFixed) = (new bool[Size, Size], new bool[Size, Size]);
    }

    /// <summary>Dots along each side.</summary>
    public int Size { get; }

    /// <summary>The square, or null for a text that is too long for one that a telephone reads off a screen.</summary>
    public static QrCode? Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var version = 1; version <= VersionMax; version++)
        {
            if (bytes.Length > DataCodewords(version) - (LengthBits(version) + 4 + 7) / 8) continue;
            var code = new QrCode(version);
            code.DrawFixed();
            code.DrawData(QrCorrection.Interleave(Codewords(bytes, version), BlocksOf[version - 1], CorrectionOf[version - 1]));
            code.ApplyBestMask();
            return code;
        }

        return null;
    }

    public bool IsDark(int row, int column) => _isDark[row, column];

    /// <summary>The dark dots as the path of a drawing that is one unit to a dot.</summary>
    public string ToPath()
    {
        var path = new StringBuilder();
        for (var row = 0; row < Size; row++)
            for (var column = 0; column < Size; column++)
                if (_isDark[row, column]) path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
        return path.ToString();
    }

    private static int LengthBits(int version) => version < 10 ? 8 : 16;

    private static int DataCodewords(int version) => AllCodewords(version) - CorrectionOf[version - 1] * BlocksOf[version - 1];

    // What is left of the square beside finders, timing, alignment, format and version.
    private static int AllCodewords(int version)
    {
        var dots = (16 * version + 128) * version + 64;
        if (version >= 2)
        {
            var along = version / 7 + 2;
            dots -= (25 * along - 10) * along - 55;
        }

        return (version >= 7 ? dots - 36 : dots) / 8;
    }

    private static byte[] Codewords(byte[] bytes, int version)
    {
        var bits = new List<bool>();
        Put(0b0100, 4);
        Put(bytes.Length, LengthBits(version));
        foreach (var next in bytes) Put(next, 8);

        var capacity = DataCodewords(version) * 8;
        Put(0, Math.Min(4, capacity - bits.Count));
        Put(0, (8 - bits.Count % 8) % 8);
        for (var isFirst = true; bits.Count < capacity; isFirst = !isFirst) Put(isFirst ? 0xEC : 0x11, 8);
        return [.. bits.Chunk(8).Select(octet => (byte)octet.Aggregate(0, (value, bit) => value << 1 | (bit ? 1 : 0)))];

        void Put(int value, int count)
        {
            for (var bit = count - 1; bit >= 0; bit--) bits.Add((value >> bit & 1) != 0);
        }
    }

    private void Fix(int row, int column, bool isDark)
    {
        _isDark[row, column] = isDark;
        _isFixed[row, column] = true;
    }

    private void DrawFixed()
    {
        for (var at = 0; at < Size; at++)
        {
            Fix(6, at, at % 2 == 0);
            Fix(at, 6, at % 2 == 0);
        }

        foreach (var (row, column) in ((int, int)[])[(3, 3), (3, Size - 4), (Size - 4, 3)]) DrawRings(row, column, 4);
        var centres = AlignmentCentres();
        foreach (var row in centres)
            foreach (var column in centres)
                if (!IsFinder(row, column, centres[^1])) DrawRings(row, column, 2);
        DrawFormat(0);
        if (_version >= 7) DrawVersion();
    }

    private static bool IsFinder(int row, int column, int last) => (row, column) == (6, 6) || (row, column) == (6, last) || (row, column) == (last, 6);

    // Finders are three dark rings deep with a light one around; alignment patterns are the same, smaller.
    private void DrawRings(int centreRow, int centreColumn, int radius)
    {
        for (var row = Math.Max(0, centreRow - radius); row <= Math.Min(Size - 1, centreRow + radius); row++)
        {
            for (var column = Math.Max(0, centreColumn - radius); column <= Math.Min(Size - 1, centreColumn + radius); column++)
            {
                var ring = Math.Max(Math.Abs(row - centreRow), Math.Abs(column - centreColumn));
                Fix(row, column, radius == 4 ? ring is not (2 or 4) : ring != 1);
            }
        }
    }

    private List<int> AlignmentCentres()
    {
        if (_version == 1) return [];
        var along = _version / 7 + 2;
        var step = (_version * 4 + along * 2 + 1) / (along * 2 - 2) * 2;
        return [6, .. Enumerable.Range(0, along - 1).Select(number => Size - 7 - number * step).Reverse()];
    }

    private void DrawFormat(int mask)
    {
        // Level M is 00.
        var format = (mask << 10 | Remainder(mask, 10, FormatPolynomial)) ^ FormatMask;
        for (var bit = 0; bit < 15; bit++)
        {
            var isDark = (format >> bit & 1) != 0;
            var along = bit switch { < 6 => bit, < 8 => bit + 1, _ => Size - 15 + bit };
            Fix(along, 8, isDark);
            var across = bit switch { < 8 => Size - 1 - bit, 8 => 7, _ => 14 - bit };
            Fix(8, across, isDark);
        }

        Fix(Size - 8, 8, true);
    }

    private void DrawVersion()
    {
        var version = _version << 12 | Remainder(_version, 12, VersionPolynomial);
        for (var bit = 0; bit < 18; bit++)
        {
            var isDark = (version >> bit & 1) != 0;
            Fix(bit / 3, Size - 11 + bit % 3, isDark);
            Fix(Size - 11 + bit % 3, bit / 3, isDark);
        }
    }

    private static int Remainder(int value, int bits, int polynomial)
    {
        var rest = value << bits;
        for (var bit = 31; bit >= bits; bit--)
            if ((rest >> bit & 1) != 0) rest ^= polynomial << (bit - bits);
        return rest;
    }

    // Two columns at a time from the right, up and down in turn, past the vertical timing line.
    private void DrawData(byte[] codewords)
    {
        var bit = 0;
        for (var right = Size - 1; right > 0; right -= 2)
        {
            if (right == 6) right = 5;
            var isUpward = (right + 1 & 2) == 0;
            for (var step = 0; step < Size; step++)
            {
                var row = isUpward ? Size - 1 - step : step;
                foreach (var column in (int[])[right, right - 1])
                {
                    if (_isFixed[row, column] || bit >= codewords.Length * 8) continue;
                    _isDark[row, column] = (codewords[bit / 8] >> (7 - bit % 8) & 1) != 0;
                    bit++;
                }
            }
        }
    }

    private void ApplyBestMask()
    {
        var best = Enumerable.Range(0, Masks).MinBy(mask =>
        {
            Toggle(mask);
            var penalty = Penalty();
            Toggle(mask);
            return penalty;
        });
        Toggle(best);
        DrawFormat(best);
    }

    private void Toggle(int mask)
    {
        for (var row = 0; row < Size; row++)
            for (var column = 0; column < Size; column++)
                if (!_isFixed[row, column] && IsMasked(mask, row, column)) _isDark[row, column] = !_isDark[row, column];
    }

    private static bool IsMasked(int mask, int row, int column) => mask switch
    {
        0 => (row + column) % 2 == 0,
        1 => row % 2 == 0,
        2 => column % 3 == 0,
        3 => (row + column) % 3 == 0,
        4 => (row / 2 + column / 3) % 2 == 0,
        5 => row * column % 2 + row * column % 3 == 0,
        6 => (row * column % 2 + row * column % 3) % 2 == 0,
        _ => ((row + column) % 2 + row * column % 3) % 2 == 0,
    };

    // The standard's rules on long runs, blocks and balance; any mask can be read, a calm one is read faster.
    private int Penalty()
    {
        var (penalty, dark) = (0, 0);
        for (var line = 0; line < Size; line++)
        {
            var (across, down) = (1, 1);
            for (var at = 0; at < Size; at++)
            {
                if (_isDark[line, at]) dark++;
                if (at == 0) continue;
                penalty += Run(_isDark[line, at] == _isDark[line, at - 1], ref across) + Run(_isDark[at, line] == _isDark[at - 1, line], ref down);
                if (line > 0 && _isDark[line, at] == _isDark[line, at - 1] && _isDark[line, at] == _isDark[line - 1, at]
                    && _isDark[line, at] == _isDark[line - 1, at - 1]) penalty += 3;
            }
        }

        return penalty + Math.Abs(dark * 20 - Size * Size * 10) / (Size * Size) * 10;

        static int Run(bool isSame, ref int length)
        {
            length = isSame ? length + 1 : 1;
            return length == 5 ? 3 : length > 5 ? 1 : 0;
        }
    }
}

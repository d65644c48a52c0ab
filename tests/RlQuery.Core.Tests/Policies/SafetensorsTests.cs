using System.Buffers.Binary;
using System.Text;
using RlQuery.Core.Policies;

namespace RlQuery.Core.Tests.Policies;

public sealed class SafetensorsTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var file = new TensorFile();
        file.Add("layers.0.weight", [1.5f, -2, float.Epsilon, 4, 5, 6], 2, 3);
        file.Add("empty", Array.Empty<float>(), 0, 7);
        file.Add("score", [double.NegativeInfinity, Math.PI]);
        file.Add("steps", [long.MinValue, 7L]);
        file.Add("generator", [ulong.MaxValue]);

        TensorFile read = Read(Write(file));
        Assert.Equal(["empty", "generator", "layers.0.weight", "score", "steps"], read.Names);
        Assert.Equal([1.5f, -2, float.Epsilon, 4, 5, 6], read.Float32("layers.0.weight", 2, 3));
        Assert.Empty(read.Float32("empty", 0, 7));
        Assert.Equal([double.NegativeInfinity, Math.PI], read.Float64("score"));
        Assert.Equal([long.MinValue, 7], read.Int64("steps", 2));
        Assert.Equal([ulong.MaxValue], read.UInt64("generator"));
    }

    [Fact]
    public void A_file_as_others_write_it_is_read()
    {
        // Names out of order, metadata, no padding, a zero-dimensional array: all allowed by the format.
        TensorFile read = Read(Assemble(
            """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""",
            1, 2, 3));
        Assert.Equal([1, 2], read.Float32("a", 2, 1));
        Assert.Equal([3], read.Float32("b"));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format_whatever_the_order_of_adding()
    {
        var file = new TensorFile();
        file.Add("b", [2f, 3], 1, 2);
        file.Add("a", [1f]);
        byte[] header = Encoding.ASCII.GetBytes(
            """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}}""");
        int padded = (header.Length + 7) / 8 * 8;
        byte[] expected =
        [
            (byte)padded, 0, 0, 0, 0, 0, 0, 0,
            .. header, .. Enumerable.Repeat((byte)' ', padded - header.Length),
            0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40,
        ];
        Assert.Equal(expected, Write(file));
    }

    [Theory]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"a":{"dtype":"F32","shape":[0],"data_offsets":[12,12]}}""", "tensor 'a' occurs twice")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""",
        "tensor 'b' begins at byte 4 of the data; needs 8, where the one before it ends")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
        "tensor 'b' begins at byte 8 of the data; needs 4, where the one before it ends")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "cut short: tensor 'a' ends at byte 16 of 12 bytes of data")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "4 bytes behind the last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,12]}}""", "tensor 'a' has 12 bytes; shape [4] of F32 needs 16")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,12]}}""",
        "tensor 'a' has 12 bytes; shape [2147483647, 2147483647, 2147483647] of F32 needs 9223372036854775807")]
    [InlineData("""{"a":{"dtype":"BF16","shape":[6],"data_offsets":[0,12]}}""", "tensor 'a' is of type 'BF16'; use F32, F64, I64 or U64")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[-3],"data_offsets":[0,12]}}""", "tensor 'a' needs dtype (text), shape (whole numbers) and data_offsets (begin, end)")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[3],"data_offsets":[12,0]}}""", "tensor 'a' needs dtype (text), shape (whole numbers) and data_offsets (begin, end)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3]}}""", "tensor 'a' needs dtype (text), shape (whole numbers) and data_offsets (begin, end)")]
    [InlineData("""{"a":7}""", "tensor 'a' needs dtype (text), shape (whole numbers) and data_offsets (begin, end)")]
    [InlineData("""[1]""", "header is no JSON object")]
    public void Refuses_a_header_that_does_not_fit_its_data(string header, string fault) =>
        Assert.Equal($"weights.safetensors: {fault}", Fault(Assemble(header, 1, 2, 3)));

    [Fact]
    public void Refuses_bad_text_in_the_header()
    {
        Assert.StartsWith("weights.safetensors: header is no JSON", Fault(Assemble("""{"a":{"dtype":""", 1)));
        Assert.StartsWith("weights.safetensors: header is no JSON", Fault(Assemble("", 1)));
        Assert.StartsWith(
            "weights.safetensors: header is no JSON",
            Fault(Assemble("""{"a":{"dtype":"\ud800","shape":[1],"data_offsets":[0,4]}}""", 1)));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Refuses_weights_that_are_not_finite(float weight, string text) => Assert.Equal(
        $"weights.safetensors: tensor 'a' holds {text} at position 1; weights must be finite",
        Fault(Assemble("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", 0, weight, 0)));

    [Fact]
    public void Refuses_a_file_cut_short_anywhere_in_one_line_that_names_it()
    {
        var file = new TensorFile();
        file.Add("a", [1f, 2, 3], 3);
        file.Add("b", [4L], 1);
        byte[] bytes = Write(file);
        for (int length = 0; length < bytes.Length; length++)
        {
            string fault = Fault(bytes[..length]);
            Assert.StartsWith("weights.safetensors: ", fault);
            Assert.DoesNotContain('\n', fault);
        }
    }

    [Fact]
    public void Refuses_or_reads_a_file_with_any_byte_damaged()
    {
        var file = new TensorFile();
        file.Add("a", [1f, 2, 3], 3);
        file.Add("b", [4L], 1);
        byte[] bytes = Write(file);
        for (int i = 0; i < bytes.Length; i++)
        {
            foreach (byte value in (byte[])[0, (byte)'"', (byte)'9', (byte)'}', 0x7f, 0xff])
            {
                byte[] damaged = [.. bytes];
                damaged[i] = value;
                Exception? fault = Record.Exception(() => Read(damaged));
                Assert.True(fault is null or InvalidInputException, $"byte {i} = {value}: {fault}");
            }
        }
    }

    [Fact]
    public void Says_what_is_missing_or_has_another_type_or_shape()
    {
        TensorFile file = Read(Assemble("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", 1, 2, 3));
        Assert.Equal("weights.safetensors: no tensor 'c'; it has a", Message(() => file.Float32("c")));
        Assert.Equal("weights.safetensors: tensor 'a' has shape [3]; needs [1, 3]", Message(() => file.Float32("a", 1, 3)));
        Assert.Equal("weights.safetensors: tensor 'a' is of type F32; needs I64", Message(() => file.Int64("a")));
    }

    [Fact]
    public void A_file_on_disk_is_read_back_and_a_missing_one_is_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("policy.safetensors");
        Assert.Equal($"{path}: no such file", Message(() => SafetensorsReader.Read(path)));
        var file = new TensorFile();
        file.Add("a", [1f, 2]);
        SafetensorsWriter.Write(path, file);
        Assert.Equal([1f, 2], SafetensorsReader.Read(path).Float32("a", 2));
    }

    private static byte[] Write(TensorFile file)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, file);
        return stream.ToArray();
    }

    private static TensorFile Read(byte[] bytes) => SafetensorsReader.Read(new MemoryStream(bytes), "weights.safetensors");

    private static byte[] Assemble(string header, params float[] values)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(header), .. values.SelectMany(BitConverter.GetBytes)];
    }

    private static string Fault(byte[] bytes) => Message(() => Read(bytes));

    private static string Message(Func<object> action) => Assert.Throws<InvalidInputException>(action).Message;
}

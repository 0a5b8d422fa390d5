using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

public class SafetensorsTests
{
    [Fact]
    public void A_written_file_has_the_public_format()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        Safetensors.Write(folder.File("a.safetensors"), new Dictionary<string, Tensor>
        {
            ["first"] = tensor(new[] { 1.5f, -2f, 0.25f, 8f, 0f, 3f }).view(2, 3),
            ["count"] = tensor(new long[] { 1L << 40 }),
        });

        var bytes = File.ReadAllBytes(folder.File("a.safetensors"));
        var headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, headerLength % 8);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, headerLength));
        Assert.Equal("pt", header.RootElement.GetProperty("__metadata__").GetProperty("format").GetString());
        var first = header.RootElement.GetProperty("first");
        Assert.Equal("F32", first.GetProperty("dtype").GetString());
        Assert.Equal("[2,3]", first.GetProperty("shape").GetRawText());
        Assert.Equal("[0,24]", first.GetProperty("data_offsets").GetRawText());
        Assert.Equal("I64", header.RootElement.GetProperty("count").GetProperty("dtype").GetString());
        Assert.Equal("[24,32]", header.RootElement.GetProperty("count").GetProperty("data_offsets").GetRawText());
        Assert.Equal(8 + headerLength + 32, bytes.Length);
        Assert.Equal(-2f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + headerLength + 4)));
        Assert.Equal(1L << 40, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 + headerLength + 24)));
        Assert.Equal(["a.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Tensors_of_every_type_come_back_as_they_were(ScalarType type)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var values = arange(12).view(3, 4).t().to(type);

        Safetensors.Write(folder.File("a"), new Dictionary<string, Tensor> { ["x"] = values, ["scalar"] = tensor(3f), ["none"] = zeros(0, 4) });
        var read = Safetensors.Read(folder.File("a"));

        Assert.Equal(type, read["x"].dtype);
        Assert.True(TinyModels.AreEqual(read["x"], values));
        Assert.Empty(read["scalar"].shape);
        Assert.Equal([0L, 4L], read["none"].shape);
        foreach (var tensor in read.Values)
            tensor.Dispose();
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<KimiException>(() => Safetensors.Read("/nowhere/a.safetensors"));

        Assert.Contains("/nowhere/a.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "ends before its header")]
    [InlineData("\u0064\0\0\0\0\0\0\0{}", "header would be 100 bytes")]
    [InlineData("\u0002\0\0\0\0\0\0\0[]", "no object")]
    [InlineData("\u0002\0\0\0\0\0\0\0{x", "not valid JSON")]
    [InlineData("\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff{}", "header would be 18446744073709551615 bytes")]
    public void A_broken_header_is_explained(string content, string explanation)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a"), Encoding.Latin1.GetBytes(content));

        var error = Assert.Throws<KimiException>(() => Safetensors.Read(folder.File("a")));

        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.File("a"), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "ends at byte")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "should take 12 bytes and has 8")]
    [InlineData("""{"w":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}}""", "F8_E4M3")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2]}}""", "has no data_offsets")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "has 1 numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775803,9223372036854775807]}}""", "ends at byte")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "whole number")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,4]}}""", "more bytes than any file")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", "more bytes than any file")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "should take 4 bytes")]
    [InlineData("""{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "begins at byte")]
    [InlineData("""{"v":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"w":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}""", "begins at byte")]
    [InlineData("""{"v":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "its tensors end at byte")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "Duplicate")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"scale":2}}""", "'scale'")]
    [InlineData("""{"__metadata__":{"format":1},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "is no text")]
    public void A_tensor_that_does_not_fit_its_file_is_named(string header, string explanation)
    {
        using var folder = new TemporaryFolder();
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(folder.File("a"), [.. length, .. Encoding.ASCII.GetBytes(header), 0, 0, 0, 0]);

        var error = Assert.Throws<KimiException>(() => Safetensors.Read(folder.File("a")));

        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
    }
}

using System.Buffers.Binary;
using System.Text;
using Kimi.Tests;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

/// <summary>Whatever is in a checkpoint's files, it is loaded or told in a sentence.</summary>
public sealed class CheckpointFuzzTests : IDisposable
{
    private const int LengthSize = 8;

    private readonly TemporaryFolder _folder = new();

    public CheckpointFuzzTests()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.TiedLlama with { NumHiddenLayers = 1, RopeScaling = new RotaryScaling.Llama3(8, 1, 4, 16) });
        model.Save(_folder.File("base"));
        using var adapted = Transformer.LoadWithAdapter(_folder.File("base"), new(2, 4, ["q_proj", "down_proj"]), seed: 1);
        adapted.Save(_folder.Path);
    }

    public static TheoryData<string> Files => ["config.json", "adapter_config.json", "model.safetensors", "adapter_model.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void A_changed_file_is_loaded_or_told(string file) => Load(file, Mutations.Inputs);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Files))]
    public void A_changed_file_is_loaded_or_told_at_full_count(string file) => Load(file, Mutations.InputsOfLongRuns);

    [Fact]
    public void A_changed_configuration_of_a_model_that_sees_is_loaded_or_told() => LoadLlava(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void A_changed_configuration_of_a_model_that_sees_is_loaded_or_told_at_full_count() => LoadLlava(Mutations.InputsOfLongRuns);

    private void LoadLlava(int inputs)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Llava);
        File.Delete(_folder.File("adapter_config.json"));
        File.Delete(_folder.File("adapter_model.safetensors"));
        model.Save(_folder.Path);
        Load("config.json", inputs);
    }

    private void Load(string file, int inputs)
    {
        var whole = File.ReadAllBytes(_folder.File(file));
        Func<Random, byte[]> change = file.EndsWith(".json", StringComparison.Ordinal)
            ? random => Mutations.OfJson(Encoding.UTF8.GetString(whole), random)
            : random => OfSafetensors(whole, random);
        Mutations.ResultOrMessage(inputs, seed: 3, change, input =>
        {
            using var scope = NewDisposeScope();
            File.WriteAllBytes(_folder.File(file), input);
            Transformer.LoadFrozen(_folder.Path).Dispose();
        });
    }

    // Mostly the header is changed, since the numbers behind it may be any.
    private static byte[] OfSafetensors(byte[] whole, Random random)
    {
        if (random.Next(4) == 0)
            return Mutations.OfBytes(whole, random);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(whole);
        var header = Mutations.OfJson(Encoding.UTF8.GetString(whole, LengthSize, length), random);
        var size = new byte[LengthSize];
        BinaryPrimitives.WriteInt64LittleEndian(size, header.Length);
        return [.. size, .. header, .. whole[(LengthSize + length)..]];
    }
}

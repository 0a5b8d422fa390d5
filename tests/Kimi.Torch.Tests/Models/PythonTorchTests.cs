using System.Diagnostics;
using System.Text.Json;
using Kimi.Tests;
using Kimi.Torch.Models;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

/// <summary>
/// Logits against Python's PyTorch: a checkpoint that was written here is read and computed by <c>logits.py</c>, which shares nothing with this project. They
/// run with the Python that KIMI_TEST_PYTHON names; <c>tests/install-torch.sh</c> installs Debian's.
/// </summary>
[Trait("Category", "PythonTorch")]
public sealed class PythonTorchTests(ITestOutputHelper output)
{
    public static TheoryData<string> Kinds => [.. TinyModels.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Logits_of_every_family_and_rotary_variant_are_those_of_python_s_torch(string kind)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.OfKind(kind));
        var tokens_BT = TinyModels.RandomTokens(model.Config, 3, 29);
        model.Save(folder.Path);

        var theirs_BTV = PythonLogits(folder, tokens_BT).view(3, 29, -1);

        var difference = TinyModels.LargestDifference(model.Forward(tokens_BT), theirs_BTV);
        Assert.InRange(difference, 0, 1e-4);
        TestData.Tried(output, $"Python's torch, {kind}: {tokens_BT.numel()} tokens, logits differ by at most {difference:0.0e+0}");
    }

    [Fact]
    public void Logits_of_images_and_text_are_those_of_python_s_torch()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Llava);
        var vision = model.Config.Vision!;
        var tokens_BT = TinyModels.RandomTokens(model.Config, 3, 29).clamp_max(vision.ImageTokenId - 1);
        var images = TinyModels.OneImageARow(vision, tokens_BT);
        model.Save(folder.Path);
        var pixels = images.Pixels_N3HW.data<float>().ToArray();
        File.WriteAllText(folder.File("pixels.json"), JsonSerializer.Serialize(
            pixels.Chunk(vision.ImageSize).Chunk(vision.ImageSize).Chunk(VisionConfig.Channels)));

        var theirs_BTV = PythonLogits(folder, tokens_BT).view(3, 29, -1);

        var difference = TinyModels.LargestDifference(model.Forward(tokens_BT, images: images), theirs_BTV);
        Assert.InRange(difference, 0, 1e-4);
        TestData.Tried(output, $"Python's torch, LLaVA with SigLIP: {tokens_BT.numel()} tokens, logits differ by at most {difference:0.0e+0}");
    }

    [Fact]
    [Trait("Category", "Data")]
    public void Logits_of_a_trained_checkpoint_are_those_of_python_s_torch()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        foreach (var name in new[] { "config.json", "model.safetensors" })
            File.Copy(TestData.File($"stories260k/{name}"), folder.File(name));
        using var model = Transformer.Load(folder.Path);
        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 200);

        var theirs_BTV = PythonLogits(folder, tokens_BT).view(2, 200, -1);

        var difference = TinyModels.LargestDifference(model.Forward(tokens_BT), theirs_BTV);
        Assert.InRange(difference, 0, 1e-4);
        TestData.Tried(output, $"Python's torch, stories260k: {tokens_BT.numel()} tokens, logits differ by at most {difference:0.0e+0}");
    }

    private static Tensor PythonLogits(TemporaryFolder folder, Tensor tokens_BT)
    {
        var python = Environment.GetEnvironmentVariable("KIMI_TEST_PYTHON");
        Assert.False(string.IsNullOrEmpty(python), "set KIMI_TEST_PYTHON to a Python that has PyTorch: tests/install-torch.sh installs one");
        var rows = Enumerable.Range(0, (int)tokens_BT.size(0)).Select(row => tokens_BT[row].contiguous().data<long>().ToArray());
        File.WriteAllText(folder.File("tokens.json"), JsonSerializer.Serialize(rows));
        var script = Path.Combine(TestData.Repository, "tests", "Kimi.Torch.Tests", "Models", "logits.py");
        using var process = Process.Start(new ProcessStartInfo(python, [script, folder.Path]) { RedirectStandardError = true })!;
        var told = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, told);
        return tensor(JsonSerializer.Deserialize<double[]>(File.ReadAllText(folder.File("logits.json")))!);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

/// <summary>Trained checkpoints of others compute what others compute with them.</summary>
[Trait("Category", "Data")]
public sealed class RealCheckpointTests(ITestOutputHelper output)
{
    [Fact]
    public void Stories260k_continues_as_llama2_does()
    {
        using var folder = Converted("convert-pieces.py", "stories260k");
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = Transformer.Load(folder.Path);
        var tokenizer = Tokenizer.Load(folder.Path);
        using var expected = JsonDocument.Parse(File.ReadAllText(TestData.File("stories260k/expected.json")));
        int[] ids = [.. expected.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
        double[] logprobs = [.. expected.RootElement.GetProperty("logprobs").EnumerateArray().Select(value => value.GetDouble())];

        var decoder = model.CreateDecoder();
        using var cache = decoder.CreateCache(1, ids.Length);
        List<int> found = [.. tokenizer.BeforeText];
        var logits_BV = decoder.Prefill(tensor(new long[,] { { found[0] } }), [1], cache);
        var difference = 0.0;
        while (found.Count < ids.Length)
        {
            var logprobs_V = logits_BV.log_softmax(-1)[0];
            var token = logprobs_V.argmax().ToInt64();
            difference = Math.Max(difference, Math.Abs(logprobs_V[token].ToDouble() - logprobs[found.Count - 1]));
            found.Add((int)token);
            logits_BV = decoder.DecodeStep(tensor(new[] { token }), cache);
        }

        TestData.Tried(output, $"stories260k: {ids.Length - 1} greedy tokens equal llama2.c's, log-probabilities within {difference:0.0e+00}");
        Assert.Equal(ids, found);
        Assert.InRange(difference, 0, 1e-4);
        var text = tokenizer.Decode(ids);
        Assert.Equal(expected.RootElement.GetProperty("text").GetString(), text);
        Assert.Equal(ids, (int[])[.. tokenizer.BeforeText, .. tokenizer.Encode(text)]);
    }

    [Fact]
    public void Verl_digit_is_read_in_bf16_and_written_back_byte_for_byte()
    {
        using var folder = Converted("convert-characters.py", "verl-digit");
        using var scope = NewDisposeScope();
        var stored = Safetensors.Read(folder.File("model.safetensors"));
        using (var model = Transformer.Load(folder.Path))
            new LoadedPolicy(model, Tokenizer.Load(folder.Path)).Save(folder.File("again"));

        var again = Safetensors.Read(folder.File("again/model.safetensors"));
        Assert.Equal(stored.Keys.Order(), again.Keys.Order());
        Assert.All(stored, entry => Assert.True(entry.Value.dtype == again[entry.Key].dtype && TinyModels.AreEqual(entry.Value, again[entry.Key]), entry.Key));
        var tokenizer = Tokenizer.Load(folder.File("again"));
        Assert.Equal([4, 5, 14, 13, 15], tokenizer.Encode("01,9:"));
        Assert.Equal((1, 2), (tokenizer.EndOfTextId, tokenizer.PadId));
        TestData.Tried(output, $"verl-digit: {stored.Count} bf16 tensors written back byte for byte");
    }

    [Fact]
    public void Tiny_llama_has_the_logits_of_an_independent_program()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = Transformer.Load(Path.GetDirectoryName(TestData.File("tiny-llama/config.json"))!);
        double[][] rows =
        [
            .. File.ReadLines(TestData.File("tiny-llama/reference.txt")).Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(words => words.Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray()),
        ];
        long[] tokens = [1, .. rows.Select(row => (long)row[1])];

        var logits_TV = model.Forward(tensor(tokens).unsqueeze(0))[0];

        foreach (var row in rows)
        {
            var logits_V = logits_TV[(long)row[0]];
            var logprobs_V = logits_V.log_softmax(-1);
            Assert.Equal((long)row[1], logits_V.argmax().ToInt64());
            Assert.Equal(row[2], logprobs_V[(long)row[1]].ToDouble(), 1e-4);
            Assert.Equal(row[3..6], [.. new[] { 0, 100, 511 }.Select(id => logits_V[id].ToDouble())], (a, b) => Math.Abs(a - b) < 1e-4);
        }

        TestData.Tried(output, $"tiny-llama: the logits of {rows.Length} positions equal those of an independent program");
    }

    private static TemporaryFolder Converted(string script, string data)
    {
        var target = new TemporaryFolder();
        var source = Path.GetDirectoryName(TestData.File($"{data}/config.json"))!;
        using var python = Process.Start(
            new ProcessStartInfo("python3", [Path.Combine(TestData.Repository, "tools", script), source, target.Path]) { RedirectStandardError = true })!;
        var error = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, error);
        return target;
    }
}

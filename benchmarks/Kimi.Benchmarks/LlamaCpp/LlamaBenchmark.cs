using System.Globalization;
using System.Text.Json;
using Kimi.Torch.Diagnosis;
using Kimi.Torch.Native;
using Spectre.Console;

namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>
/// Our decoding beside llama.cpp's, with the same weights, threads and prompts, in turns within one process: prompts are read, then each is continued with the
/// most likely tokens. Before a run is measured, the logits of both are compared.
/// </summary>
internal static class LlamaBenchmark
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Compares.</summary>
    /// <returns>Whether we compute the same and are as fast as needed in all comparisons.</returns>
    internal static bool Run(LlamaOptions options)
    {
        LibTorch.SetThreads(options.Threads);
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Doctor.Processor()}; {options.Threads} thread(s), prompts of {Comparison.PromptTokens} tokens, {options.Steps} steps, {options.Rounds} rounds"));
        var results = options.Models.SelectMany(model => Compare(model, options)).ToList();
        Report(results);
        if (options.Output is { } output)
        {
            var run = new { processor = Doctor.Processor(), options.Threads, Comparison.PromptTokens, options.Steps, options.Rounds, results };
            File.WriteAllText(output, JsonSerializer.Serialize(run, s_json) + "\n");
        }

        return results.All(result => result.IsGood);
    }

    private static IEnumerable<ComparisonResult> Compare(RandomCheckpoint model, LlamaOptions options)
    {
        var folder = model.Make(options.Folder);
        var capacity = Comparison.PromptTokens + Math.Max(options.Steps, Comparison.WarmUpSteps);
        foreach (var comparisons in Comparison.All.GroupBy(comparison => comparison.Precision))
        {
            var file = RandomCheckpoint.LlamaFile(folder, comparisons.Key);
            using var ours = new OwnModel(folder, comparisons.Key, capacity);
            using var exact = LlamaModel.Exact(file, capacity, options.Threads);
            using var fast = LlamaModel.Fast(file, capacity, options.Threads);
            foreach (var comparison in comparisons)
            {
                AnsiConsole.WriteLine($"{model.Name} {comparison.Precision}, batch {comparison.Batch}");
                var difference = comparison.Difference(ours, exact, model.Config.VocabSize);
                var rounds = comparison.Measure(ours, fast, model.Config.VocabSize, options.Rounds, options.Steps);
                yield return ComparisonResult.Of(model.Name, comparison, difference, rounds, options);
            }
        }
    }

    private static void Report(IReadOnlyList<ComparisonResult> results)
    {
        var table = new Table().Title("tokens per second of processor time, ours / llama.cpp");
        foreach (var column in new[] { "model", "prompt", "decoding", "ratio", "needed", "ratio by wall time", "logits differ by", "same tokens", "" })
            table.AddColumn(column);
        foreach (var result in results)
        {
            table.AddRow(
                $"{result.Model} {result.Precision}, batch {result.Batch}",
                Pair(result.Prompt),
                Pair(result.Decoding),
                Number(result.Decoding.Ratio, "0.00"),
                Number(result.Needed, "0.00"),
                Number(result.DecodingByWall.Ratio, "0.00"),
                Number(result.Difference, "0.0e0"),
                Number(result.SameTokens, "0%"),
                result.IsGood ? "good" : "not enough");
        }

        AnsiConsole.Write(table);
    }

    private static string Pair(Rates rates) => $"{Number(rates.Ours, "0.0")} / {Number(rates.Theirs, "0.0")}";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

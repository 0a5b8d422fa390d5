using Kimi.Torch.Models;

namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>What is compared, and how fast we have to be.</summary>
/// <param name="Precision">The type of matrices.</param>
/// <param name="Batch">How many sequences are decoded at a time.</param>
/// <param name="Needed">Our tokens for each of llama.cpp's.</param>
internal sealed record Comparison(Precision Precision, int Batch, double Needed)
{
    internal const int MostSequences = 8;
    internal const int PromptTokens = 32;

    /// <summary>Steps after the prompts in which logits are compared.</summary>
    internal const int ComparedSteps = 8;

    /// <summary>Steps before any is measured: our kernels are compiled anew, with optimizations, while they run.</summary>
    internal const int WarmUpSteps = 64;

    internal static IReadOnlyList<Comparison> All { get; } =
        [new(Precision.Fp32, Batch: 1, Needed: 1), new(Precision.Fp32, Batch: MostSequences, Needed: 1), new(Precision.Bf16, Batch: 1, Needed: 0.85)];

    // The root mean square difference over that of the logits. Sums in another order, and bfloat16 activations rounded at other places, differ by less.
    internal double AllowedDifference => Precision == Precision.Fp32 ? 1e-4 : 0.05;

    /// <summary>How far the logits of two models differ when they read the same tokens: that the same is computed, where speed is compared.</summary>
    internal double Difference(IDecodingModel ours, IDecodingModel theirs, int vocabulary)
    {
        var random = new Random(2);
        var worst = 0.0;
        var prompts = Prompts(vocabulary);
        _ = (ours.Read(prompts), theirs.Read(prompts));
        for (var step = 0; step < ComparedSteps; step++)
        {
            for (var sequence = 0; sequence < Batch; sequence++)
                worst = Math.Max(worst, Difference(ours.Logits(sequence), theirs.Logits(sequence)));
            var tokens = RandomTokens(random, Batch, vocabulary);
            _ = (ours.Step(tokens), theirs.Step(tokens));
        }

        return worst;
    }

    /// <summary>Measures both in turns.</summary>
    internal List<(Generation Ours, Generation Theirs)> Measure(IDecodingModel ours, IDecodingModel theirs, int vocabulary, int rounds, int steps)
    {
        var prompts = Prompts(vocabulary);
        var results = new List<(Generation, Generation)>();
        _ = (Generation.Run(ours, prompts, WarmUpSteps), Generation.Run(theirs, prompts, WarmUpSteps));
        for (var round = 0; round < rounds; round++)
        {
            var first = round % 2 == 0 ? Generation.Run(ours, prompts, steps) : null;
            var their = Generation.Run(theirs, prompts, steps);
            results.Add((first ?? Generation.Run(ours, prompts, steps), their));
        }

        return results;
    }

    private List<int[]> Prompts(int vocabulary)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Batch).Select(_ => RandomTokens(random, PromptTokens, vocabulary))];
    }

    private static int[] RandomTokens(Random random, int count, int vocabulary) => [.. Enumerable.Range(0, count).Select(_ => random.Next(vocabulary))];

    private static double Difference(float[] ours, float[] theirs)
    {
        var difference = ours.Zip(theirs, (our, their) => Math.Pow(our - their, 2)).Sum();
        return Math.Sqrt(difference / theirs.Sum(their => (double)their * their));
    }
}

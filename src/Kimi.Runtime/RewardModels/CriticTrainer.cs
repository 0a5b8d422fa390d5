using Kimi.Dsl;
using Kimi.Runtime.Verdicts;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using static TorchSharp.torch;

namespace Kimi.Runtime.RewardModels;

/// <summary>Trains a model to write critiques: cross-entropy on the critiques' tokens, with the input masked (paper 2.3.5).</summary>
internal sealed class CriticTrainer : IRewardModelTrainer
{
    private readonly LoadedPolicy _policy;
    private readonly TrainCriticAttribute _options;
    private readonly IReadOnlyList<TokenSequence> _critiques;
    private readonly LengthBuckets _buckets;
    private readonly FlatAdam _optimizer;

    public CriticTrainer(LoadedPolicy policy, TrainCriticAttribute options, ICritiqueSource source, IReadOnlyList<LabelledPair> pairs, ulong seed, string stage)
    {
        (_policy, _options) = (policy, options);
        policy.Model.RecomputesActivations = options.RecomputeActivations;
        var random = SeededRandom.Derive(seed, "critiques");
        _critiques =
            [.. pairs.SelectMany(pair => new[] { Critique(pair.Problem, pair.Correct, correct: true), Critique(pair.Problem, pair.Wrong, correct: false) })];
        _buckets = new([.. _critiques.Select(critique => critique.Length)], options.BatchSize, seed);
        _optimizer = GradientDescent.Optimizer(policy.Model.Trained, options);

        TokenSequence Critique(MathProblem problem, string response, bool correct)
        {
            var read = JudgeTemplate.Encode(policy, JudgeTemplate.Fill(options.Template, problem, response), options.MaxCritiqueTokens, problem, stage);
            int[] critique =
                [.. policy.Tokenizer.Encode(source.Critique(problem, response, correct, random) + VerdictJson.Of(correct)), policy.Tokenizer.EndOfTextId];
            return critique.Length <= options.MaxCritiqueTokens
                ? new(read, critique)
                : throw new KimiException(
                    $"stage {stage}: a critique on problem {problem.Id} has {critique.Length} tokens with its verdict and the end of text, "
                    + $"above MaxCritiqueTokens {options.MaxCritiqueTokens}: raise it or shorten the critiques");
        }
    }

    public BatchResult Backward(int step)
    {
        using var scope = NewDisposeScope();
        var sequences = _buckets.Batch(step).Select(index => _critiques[index]).ToList();
        var batch = TokenBatch.Of(sequences, _policy);
        return NextTokenLoss.Backward(_policy.Model, batch, sequences.Sum(sequence => (long)sequence.Response.Length), _options.MicroBatchTokens);
    }

    public double Step(double learningRate) => _optimizer.Step(learningRate);

    // Its verdict is yes or no, so there is nothing to calibrate.
    public RewardModel Finish(string folder, IReadOnlyList<LabelledPair> calibration)
    {
        _policy.Save(folder);
        new RewardModelSettings.ChainOfThought { Template = _options.Template, MaxCritiqueTokens = _options.MaxCritiqueTokens }.Save(folder);
        return new(folder);
    }

    public void Save(string folder)
    {
        _policy.Save(folder);
        _optimizer.Save(folder);
    }

    public void Load(string folder)
    {
        _policy.Load(folder);
        _optimizer.Load(folder);
    }

    public void Dispose() => _optimizer.Dispose();
}

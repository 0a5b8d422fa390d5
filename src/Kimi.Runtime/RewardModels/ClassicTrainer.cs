using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.RewardModels;

/// <summary>Trains a model and its value head by the loss of <see cref="PairwiseRanking"/>, each with its own optimizer and therefore clipped on its
/// own.</summary>
internal sealed class ClassicTrainer : IRewardModelTrainer
{
    private const string HeadFolder = "value_head";

    private readonly LoadedPolicy _policy;
    private readonly TrainRewardModelAttribute _options;
    private readonly string _stage;
    private readonly IReadOnlyList<(int[] Correct, int[] Wrong)> _pairs;
    private readonly LengthBuckets _buckets;
    private readonly ValueHead _head;
    private readonly FlatAdam _modelOptimizer;
    private readonly FlatAdam _headOptimizer;

    public ClassicTrainer(LoadedPolicy policy, TrainRewardModelAttribute options, IReadOnlyList<LabelledPair> pairs, ulong seed, string stage)
    {
        (_policy, _options, _stage) = (policy, options, stage);
        policy.Model.RecomputesActivations = options.RecomputeActivations;
        _pairs = [.. pairs.Select(pair => (Encode(pair.Problem, pair.Correct), Encode(pair.Problem, pair.Wrong)))];
        _buckets = new([.. _pairs.Select(pair => Math.Max(pair.Correct.Length, pair.Wrong.Length))], options.BatchSize, seed);
        _head = ValueHead.Zero(policy.Model);
        _modelOptimizer = GradientDescent.Optimizer(policy.Model.Trained, options);
        _headOptimizer = GradientDescent.Optimizer(_head.Parameters, options);
    }

    public BatchResult Backward(int step)
    {
        var batch = _buckets.Batch(step).Select(index => _pairs[index]).ToList();
        var (loss, right, margin) = (0.0, 0.0, 0.0);
        foreach (var part in Pairs.Parts(batch, pair => Math.Max(pair.Correct.Length, pair.Wrong.Length), _options.MicroBatchTokens))
        {
            using var scope = NewDisposeScope();
            var scores_B = _head.Scores(_policy, [.. part.Select(pair => pair.Correct), .. part.Select(pair => pair.Wrong)]);
            var (correct_B, wrong_B) = (scores_B.narrow(0, 0, part.Count), scores_B.narrow(0, part.Count, part.Count));
            var ofPart = PairwiseRanking.Losses(correct_B, wrong_B).sum() / batch.Count;
            ofPart.backward();
            var margins_B = (correct_B - wrong_B).detach();
            loss += ofPart.ToSingle();
            right += margins_B.gt(0).sum().ToInt64();
            margin += margins_B.sum().ToSingle();
        }

        return new(loss, batch.Sum(pair => (long)pair.Correct.Length + pair.Wrong.Length))
        {
            Metrics = new Dictionary<string, double> { ["pairAccuracy"] = right / batch.Count, ["margin"] = margin / batch.Count },
        };
    }

    public double Step(double learningRate)
    {
        var (model, head) = (_modelOptimizer.Step(learningRate), _headOptimizer.Step(learningRate));
        return Math.Sqrt(model * model + head * head);
    }

    public RewardModel Finish(string folder, IReadOnlyList<LabelledPair> calibration)
    {
        var correct = ClassicJudge.ScoreAll(_policy, _head, [.. calibration.Select(pair => Encode(pair.Problem, pair.Correct))], CancellationToken.None);
        var wrong = ClassicJudge.ScoreAll(_policy, _head, [.. calibration.Select(pair => Encode(pair.Problem, pair.Wrong))], CancellationToken.None);
        _policy.Save(folder);
        _head.Save(folder);
        new RewardModelSettings.Classic
        {
            Template = _options.Template,
            Calibration = Calibration.Fit([.. correct.Select(score => (score, true)), .. wrong.Select(score => (score, false))]),
        }.Save(folder);
        return new(folder);
    }

    public void Save(string folder)
    {
        _policy.Save(folder);
        _head.Save(folder);
        _modelOptimizer.Save(folder);
        _headOptimizer.Save(Directory.CreateDirectory(Path.Combine(folder, HeadFolder)).FullName);
    }

    public void Load(string folder)
    {
        _policy.Load(folder);
        _head.LoadInto(folder);
        _modelOptimizer.Load(folder);
        _headOptimizer.Load(Path.Combine(folder, HeadFolder));
    }

    public void Dispose()
    {
        _headOptimizer.Dispose();
        _modelOptimizer.Dispose();
        _head.Dispose();
    }

    private int[] Encode(MathProblem problem, string response) =>
        JudgeTemplate.Encode(_policy, JudgeTemplate.Fill(_options.Template, problem, response), room: 0, problem, _stage);
}

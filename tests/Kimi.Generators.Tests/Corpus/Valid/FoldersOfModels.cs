// Form: transforms look into the folders of models, take a benchmark out by what they keep, and demonstrations are written by extension methods
using System.Text.Json;
using Kimi.Dsl;

namespace Acme;

[Recipe("folders-of-models")]
public abstract partial class FoldersOfModels
{
    [ProblemsFile(Path = "train.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Transform]
    public static PromptSet Others(PromptSet train, PromptSet math500)
    {
        var asked = math500.Select(problem => problem.Prompt.Text.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return train.Where(problem => !asked.Contains(problem.Prompt.Text.Trim()));
    }

    [Transform]
    public static PromptSet Fitting(PromptSet others, [From(nameof(Base))] Policy policy)
    {
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(policy.Folder, "config.json")));
        var most = config.RootElement.GetProperty("max_position_embeddings").GetInt32();
        return others.Where(problem => problem.Prompt.Text.Length < most);
    }

    [Demonstrations<Boxing>]
    public abstract Demonstrations Boxed([From(nameof(Fitting))] PromptSet problems);

    [FineTune(Steps = 500, LearningRate = 1e-5)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, [From(nameof(Boxed))] Demonstrations examples);

    [Reinforce(Iterations = 80, LearningRate = 1e-6, MaxResponseTokens = 512)]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "The answer is ")]
    public abstract Policy Tuned(Policy sft, [From(nameof(Fitting))] PromptSet problems);

    [Evaluate(MaxResponseTokens = 512)]
    [ExactAnswerReward(Marker = "The answer is ")]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet math500);
}

/// <summary>Solutions and answers.</summary>
public sealed class Boxing : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => problem.Answer.Stated();
}

/// <summary>Forms of answers.</summary>
internal static class Forms
{
    public static string Stated(this string answer) => $"The answer is {answer}";
}

// Form: a teacher's verified responses are filtered by a pipeline of rules, and a student learns them before it practises
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Distilling;

[Recipe("student-of-a-larger-model")]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class StudentOfALargerModel
{
    [LoadPolicy("models/teacher-32b")]
    public abstract Policy Teacher();

    [LoadPolicy("models/student-1b")]
    public abstract Policy Student();

    [ProblemsFile(Path = "train.jsonl", IdField = "uid", LevelField = "difficulty")]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "dev.jsonl", IdField = "uid", LevelField = "difficulty")]
    public abstract PromptSet Dev();

    [SampleShortest(SamplesPerPrompt = 4, Temperature = 0.7, TopP = 0.95, Parts = 8)]
    [MathReward]
    public abstract Demonstrations Written(Policy teacher, PromptSet problems);

    [Transform]
    public static Demonstrations Clean(Demonstrations written) => written.Apply(Rules.NoLinks, Rules.Closed, Rules.WithinLines(40));

    [FineTune(Steps = 2_000, LearningRate = 1e-5, BatchSize = 8, PackedTokens = 2_048, DecayFraction = 0.9)]
    public abstract Policy Taught([From(nameof(Student))] Policy start, [From(nameof(Clean))] Demonstrations examples);

    [Reinforce(Iterations = 100, LearningRate = 2e-6)]
    [RatioMirrorDescent]
    [CurriculumSampler(Width = 2, UntilIteration = 60)]
    [MathReward]
    public abstract Policy Practised(Policy taught, PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy teacher, Policy student, Policy taught, Policy practised, [From(nameof(Dev))] PromptSet problems);
}

/// <summary>Rules for what is worth learning.</summary>
internal static class Rules
{
    private static readonly Regex s_link = new(@"https?://\S+", RegexOptions.NonBacktracking);

    /// <summary>Without links.</summary>
    public static bool NoLinks(Demonstration one) => !s_link.IsMatch(one.Response);

    /// <summary>Every opened brace is closed.</summary>
    public static bool Closed(Demonstration one) => one.Response.Count(c => c == '{') == one.Response.Count(c => c == '}');

    /// <summary>Of so many lines at most.</summary>
    public static Func<Demonstration, bool> WithinLines(int most) => one => one.Response.AsSpan().Count('\n') < most;

    /// <summary>Keeps what satisfies all rules.</summary>
    public static Demonstrations Apply(this Demonstrations all, params Func<Demonstration, bool>[] rules) =>
        new([.. all.Where(one => Array.TrueForAll(rules, rule => rule(one)))]);
}

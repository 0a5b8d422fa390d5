// Form: instructions are records of a closed family, drawn by a source and checked by pattern matching, with a share for each kept
using System.Text.Json.Serialization;
using Kimi.Dsl;

namespace Acme.Instructions;

[Recipe("follows-instructions", Seed = 14)]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class FollowsInstructions
{
    [Problems<Orders>(Count = 3_000)]
    public abstract PromptSet Orders();

    [Problems<Orders>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet OtherOrders();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 90, LearningRate = 2e-6), Grpo, Reward<KeepsThemAll>]
    public abstract Policy Obedient([From(nameof(Chat))] Policy start, [From(nameof(Orders))] PromptSet problems);

    [Evaluate, Reward<KeepsThemAll>]
    public abstract Evaluation Report(Policy chat, Policy obedient, [From(nameof(OtherOrders))] PromptSet problems);
}
//// Instruction.cs
using System.Text.Json.Serialization;
using Kimi.Dsl;

namespace Acme.Instructions;

/// <summary>What a text must be like.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Words), "words")]
[JsonDerivedType(typeof(Without), "without")]
[JsonDerivedType(typeof(Ends), "ends")]
public abstract record Instruction
{
    private Instruction()
    {
    }

    /// <summary>Between so many words.</summary>
    public sealed record Words(int Least, int Most) : Instruction;

    /// <summary>Without a letter.</summary>
    public sealed record Without(char Letter) : Instruction;

    /// <summary>With a last word.</summary>
    public sealed record Ends(string Word) : Instruction;
}

/// <summary>Instructions together.</summary>
[ProblemType("order")]
public sealed record Order : Problem
{
    /// <summary>The instructions.</summary>
    public required ValueList<Instruction> All { get; init; }
}

/// <summary>Draws orders.</summary>
public sealed class Orders : IProblemSource<Order>
{
    private static readonly string[] s_subjects = ["rain", "trains", "bread", "the sea", "a clock", "winter", "paper"];

    /// <inheritdoc/>
    public IEnumerable<Order> Problems(Random random)
    {
        while (true)
        {
            var subject = s_subjects[random.Next(s_subjects.Length)];
            var least = random.Next(10, 60);
            List<Instruction> all = [new Instruction.Words(least, least + random.Next(5, 30))];
            if (random.Next(2) == 0)
                all.Add(new Instruction.Without("bcdfgkmpvw"[random.Next(10)]));
            if (random.NextDouble() < 0.4)
                all.Add(new Instruction.Ends(random.Next(2) == 0 ? "again" : "alone"));
            var asked = string.Join(" ", all.Select(Text));
            yield return new() { Id = $"{subject}: {asked}", Prompt = $"Write on {subject}. {asked}", All = [.. all], Level = all.Count };
        }
    }

    private static string Text(Instruction one) => one switch
    {
        Instruction.Words(var least, var most) => $"Use {least} to {most} words.",
        Instruction.Without { Letter: var letter } => $"Do not use the letter {letter}.",
        Instruction.Ends { Word: var word } => $"End with the word {word}.",
        _ => throw new InvalidOperationException($"unknown instruction {one}"),
    };
}

/// <summary>The share that is kept; correct when all are.</summary>
public sealed class KeepsThemAll : IReward<Order>
{
    private static readonly char[] s_between = [' ', '\n', '\t'];

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Order problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var words = rollout.Text.Split(s_between, StringSplitOptions.RemoveEmptyEntries);
        if (words is [])
            return ValueTask.FromResult<Verdict>(new Verdict.Scored(0));
        var kept = problem.All.Count(one => IsKept(one, words));
        return ValueTask.FromResult<Verdict>(new Verdict.Scored(kept == problem.All.Count ? 1 : 0.5 * kept / problem.All.Count));
    }

    private static bool IsKept(Instruction one, string[] words) => one switch
    {
        Instruction.Words(var least, var most) => words.Length >= least && words.Length <= most,
        Instruction.Without(var letter) => !words.Any(word => word.Contains(letter, StringComparison.OrdinalIgnoreCase)),
        Instruction.Ends(var last) => words is [.., var word] && word.TrimEnd('.', '!').Equals(last, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}

using System.ComponentModel.DataAnnotations;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Recipes.Searches;

/// <summary>
/// Long-CoT traces for searches by an impatient teacher: each trial is right, but after one that fails it may give up and guess. A policy that learns from
/// them can search, and leaves to reinforcement learning what makes a search succeed: to go on.
/// </summary>
public sealed class SearchTracesAttribute : DemonstrationsAttribute<SearchTraces>
{
    /// <summary>How often the teacher gives up after a try that fails. Default: 0.55.</summary>
    [Range(0.0, 1.0)]
    public double GiveUpRate { get; set; } = 0.55;

    /// <summary>How often the teacher makes a trial again, to be sure: tokens that find nothing. Default: 0.</summary>
    [Range(0.0, 0.9)]
    public double RepeatRate { get; set; }
}

/// <summary>Writes traces such as <c>26276;39500#3</c>: the trial of each candidate, with a semicolon before the next one.</summary>
/// <param name="options">How patient the teacher is.</param>
[ImplementationVersion(1)]
public sealed class SearchTraces(SearchTracesAttribute options) : IDemonstrationSource<MathProblem>
{
    /// <summary>The characters of prompts and traces.</summary>
    public const string Alphabet = "0123456789A@=;#";

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        var question = Enum.Parse<SearchQuestion>(problem.Tags[0]);
        var trace = new StringBuilder();
        foreach (var (candidate, trial, isRoot) in RootSearch.Parse(problem.Prompt.Text).Tries)
        {
            trace.Append(trial);
            while (options.RepeatRate > 0 && random.NextDouble() < options.RepeatRate)
                trace.Append(';').Append(trial);
            if (isRoot)
                return Answered(candidate);
            if (random.NextDouble() < options.GiveUpRate)
                break;
            trace.Append(';');
        }

        return Answered(random.Next(question == SearchQuestion.Root ? RootSearch.Modulus : 2));

        string Answered(int root) => trace.Append('#').Append(SearchProblems.AnswerOf(question, root)).ToString();
    }
}

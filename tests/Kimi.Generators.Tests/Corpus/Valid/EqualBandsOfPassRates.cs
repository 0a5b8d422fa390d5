// Form: a transform divides curated problems into bands of pass rates and takes as many of each, in a settled order
using System.Security.Cryptography;
using System.Text;
using Kimi.Dsl;

namespace Acme.Bands;

[Recipe("equal-bands", Seed = 12)]
[Sampling(MaxResponseTokens = 700)]
public abstract partial class EqualBandsOfPassRates
{
    [LoadPolicy("models/base-3b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "big-math.parquet", PromptField = "problem", TagFields = ["domain"], Split = Split.Train, HeldOutShare = 0.02)]
    public abstract PromptSet Big();

    [ProblemsFile(Path = "big-math.parquet", PromptField = "problem", TagFields = ["domain"], Split = Split.HeldOut, HeldOutShare = 0.02)]
    public abstract PromptSet Kept();

    [CuratePrompts(SamplesPerPrompt = 16, MinPassRate = 0.05, MaxPassRate = 0.9, GuessAttempts = 0)]
    [MathReward]
    public abstract PromptSet Measured(Policy @base, [From(nameof(Big))] PromptSet problems, [From(nameof(Kept))] PromptSet measured);

    [Transform]
    public static PromptSet Even(PromptSet measured)
    {
        const int Bands = 5;
        var bands = measured
            .Where(problem => problem.PassRate is not null)
            .GroupBy(problem => Math.Min(Bands - 1, (int)(problem.PassRate!.Value * Bands)))
            .OrderBy(band => band.Key)
            .ToList();
        if (bands.Count == 0)
            throw new KimiException("no problem has a pass rate: curate the problems with a policy first");
        var each = bands.Min(band => band.Count());
        return new(
        [
            .. from band in bands
               from problem in band.OrderBy(problem => Order(problem.Id), StringComparer.Ordinal).Take(each)
               select problem with { Level = Bands - band.Key },
        ]);

        static string Order(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }

    [Reinforce(Iterations = 160, LearningRate = 1e-6)]
    [Dapo]
    [CurriculumSampler(Width = 2, StartLevel = 1, UntilIteration = 100)]
    [MathReward]
    public abstract Policy Climbing(Policy @base, [From(nameof(Even))] PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy @base, Policy climbing, [From(nameof(Kept))] PromptSet problems);
}

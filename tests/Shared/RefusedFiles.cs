namespace Kimi.Tests;

/// <summary>
/// What a configuration file can have wrong, and the one line that it gets: of the build, of <c>plan</c> and of <c>run</c>. The recipe is that of the gallery's
/// mistake <c>SetGroupOfOne</c>.
/// </summary>
internal static class RefusedFiles
{
    /// <summary>The recipe's file in the gallery, without extension.</summary>
    public const string Recipe = "SetGroupOfOne";

    /// <summary>The contents of <c>kimi.json</c>, each with its line.</summary>
    public static IReadOnlyList<(string Json, string Line)> All { get; } =
    [
        (
            """{ "set-group": { "LongCot": { "SamplesPerPrompt": 1 } } }""",
            "KIMI3001: SamplesPerPrompt is 1, but a response is judged against the others of its group, so nothing is learned: "
            + "sample at least 2 (set-group:LongCot, kimi.json)"),
        (
            """{ "set-group": { "LongCot": { "StepsPerIteration": 3 } } }""",
            "KIMI3002: StepsPerIteration (3) does not divide PromptsPerIteration (64), so the steps would have unequal shares: "
            + "choose a divisor of 64 (set-group:LongCot, kimi.json)"),
        (
            """{ "set-group": { "LongCot": { "Temperature": 0 } } }""",
            "KIMI5001: Temperature is 0, outside 0.01 to 10: give it a value in that range (set-group:LongCot, kimi.json)"),
        (
            """{ "set-group": { "LongCot": { "MirrorDescent": { "Tau": 1000 } } } }""",
            "KIMI5001: Tau is 1000, outside 1E-06 to 100: give it a value in that range (set-group:LongCot:MirrorDescent, kimi.json)"),
        (
            """{ "set-group": { "LongCot": { "ExactAnswerReward": { "Weight": -1 } } } }""",
            "KIMI4008: Weight is -1, which turns a reward into a punishment and a penalty into a bonus: give it a weight above 0 "
            + "(set-group:LongCot:ExactAnswerReward, kimi.json)"),
        (
            """{ "set-group": { "Initial": { "KeyValueHeads": 3 } } }""",
            "KIMI5004: KeyValueHeads (3) does not divide AttentionHeads (4), so it cannot be shared out evenly: choose a divisor of 4 "
            + "(set-group:Initial, kimi.json)"),
        (
            """{ "set-group": { "Initial": { "Alphabet": "0123456789+=#0" } } }""",
            "KIMI5001: Alphabet cannot be \"0123456789+=#0\": it has a character twice (set-group:Initial, kimi.json)"),
        (
            """{ "set-group": { "Sft": { "Decay": "Liner" } } }""",
            "KIMI7003: set-group:Sft:Decay takes one of Linear, Cosine, not 'Liner' (kimi.json): correct it, or leave it out"),
        (
            """{ "set-group": { "Sft": { "Steps": 2.5 } } }""",
            "KIMI7003: set-group:Sft:Steps takes a whole number from 1 to 100000000, not '2.5' (kimi.json): correct it, or leave it out"),
        (
            """{ "set-group": { "LongCot": { "StopTexts": " , " } } }""",
            "KIMI7003: set-group:LongCot:StopTexts takes a list, such as [ … ] in JSON or comma-separated on the command line, each item a text, "
            + "not ' , ' (kimi.json): correct it, or leave it out"),
        (
            """{ "set-group": { "LongCot": { "MirrorDescent": 0.2 } } }""",
            "KIMI7003: set-group:LongCot:MirrorDescent takes options, not the value '0.2' (kimi.json): name one, such as set-group:LongCot:MirrorDescent:Tau"),
        (
            """{ "set-group": { "LongCot": { "LerningRate": 1e-4 } } }""",
            "KIMI7002: set-group:LongCot has no option 'LerningRate' (kimi.json): did you mean 'LearningRate'?"),
        (
            """{ "set-group": { "LongCott": { "Iterations": 4 } } }""",
            "KIMI7002: set-group has no stage 'LongCott' (kimi.json): did you mean 'LongCot'?"),
        (
            """{ "set-group": [{ "LongCot": { "Iterations": 4 } }] }""",
            "KIMI7003: set-group is a list (kimi.json), but what stands in it needs names: write { \"name\": … } instead of [ … ]"),
        ("""{ "set-grup": { "LongCot": { "Iterations": 4 } } }""", "KIMI7002: there is no recipe 'set-grup' (kimi.json): did you mean 'set-group'?"),
    ];
}

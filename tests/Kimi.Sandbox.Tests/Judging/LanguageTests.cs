using Kimi.Dsl;

namespace Kimi.Sandbox.Tests.Judging;

/// <summary>Programs in the other languages, judged by standard input and output.</summary>
/// <param name="box">The sandbox.</param>
[Collection(nameof(Box))]
public sealed class LanguageTests(Box box)
{
    private const string C = "#include <stdio.h>\nint main(void) {\n    long n, total = 0;\n    while (scanf(\"%ld\", &n) == 1) total += n;\n";
    private const string Cpp = "#include <iostream>\nint main() {\n    long n, total = 0;\n    while (std::cin >> n) total += n;\n";
    private const string JavaScript =
        "const numbers = require('fs').readFileSync(0, 'utf8').split(/\\s+/).filter(Boolean).map(Number);\nlet total = numbers.reduce((a, b) => a + b, 0);\n";

    [SkippableTheory]
    [InlineData(ProgramLanguage.C, C + "    printf(\"%ld\\n\", total);\n    return 0;\n}", "AC")]
    [InlineData(ProgramLanguage.C, "Add them up:\n```c\n" + C + "    printf(\"%ld\\n\", total);\n}\n```\nDone.", "AC")]
    [InlineData(ProgramLanguage.C, C + "    printf(\"%ld\\n\", total > 5 ? 0 : total);\n}", "WA on test 2")]
    [InlineData(ProgramLanguage.C, C + "    if (total > 5) return *(volatile int *)0;\n    printf(\"%ld\\n\", total);\n}", "RE on test 2")]
    [InlineData(ProgramLanguage.C, C + "    printf(\"%ld\\n\", total)\n}", "CE")]
    [InlineData(ProgramLanguage.C, C + "    while (total > 5) n++;\n    printf(\"%ld\\n\", total);\n}", "TLE on test 2")]
    [InlineData(ProgramLanguage.Cpp, Cpp + "    std::cout << total << '\\n';\n}", "AC")]
    [InlineData(ProgramLanguage.Cpp, Cpp + "    std::cout << total % 6 << '\\n';\n}", "WA on test 2")]
    [InlineData(ProgramLanguage.Cpp, Cpp + "    if (total > 5) throw total;\n    std::cout << total << '\\n';\n}", "RE on test 2")]
    [InlineData(ProgramLanguage.Cpp, Cpp + "    std::cout << undeclared;\n}", "CE")]
    [InlineData(ProgramLanguage.Cpp, "```cpp\n" + Cpp + "    while (true) std::cout << \"more and more\\n\";\n}\n```", "OLE on test 1")]
    [InlineData(ProgramLanguage.JavaScript, JavaScript + "console.log(total);", "AC")]
    [InlineData(ProgramLanguage.JavaScript, "```js\n" + JavaScript + "console.log(total > 5 ? 5 : total);\n```", "WA on test 2")]
    [InlineData(ProgramLanguage.JavaScript, JavaScript + "if (total > 5) throw new Error('no');\nconsole.log(total);", "RE on test 2")]
    [InlineData(ProgramLanguage.JavaScript, JavaScript + "while (total > 5) total++;\nconsole.log(total);", "TLE on test 2")]
    public async Task Streams_judge_programs_and_the_record_has_the_version(ProgramLanguage language, string response, string outcome)
    {
        Box.Require(language);
        var problem = new CodeProblem
        {
            Id = "sum",
            Prompt = "sum",
            Language = language,
            Tests = new CodeTests.Streams([new("1 2", "3"), new("4 5\n6", "15"), new("", "0")]),
            Limits = new() { CpuSeconds = 1, OutputBytes = 1 << 16 },
        };

        var scored = Assert.IsType<Verdict.Scored>(await JudgingBox.Verdicts(box.Sandbox).JudgeAsync(problem, response, default));

        var version = (await box.Sandbox.CapabilitiesAsync(default)).Languages[language];
        Assert.Matches("[0-9]+\\.[0-9]+", version);
        Assert.StartsWith(outcome + ", ", scored.Rule, StringComparison.Ordinal);
        Assert.EndsWith(version, scored.Rule, StringComparison.Ordinal);
        Assert.Equal(outcome == "AC" ? 1 : 0, scored.Value);
    }
}

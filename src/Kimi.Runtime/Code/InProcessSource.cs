using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>
/// A program and tests in source that are one program, in C, C++ or JavaScript. It prints a mark when its tests have ended, and what stands before them has no
/// part in that: a program that exits early, redefines <c>assert</c> or has a <c>main</c> of its own gains nothing.
/// </summary>
internal static partial class InProcessSource
{
    /// <summary>What JavaScript exits with when an assertion fails.</summary>
    public const int AssertionFailed = 103;

    /// <summary>What keeps tests from being put behind a program; null for nothing.</summary>
    /// <param name="language">The language.</param>
    /// <param name="tests">The tests.</param>
    public static string? Trouble(ProgramLanguage language, string tests) => language switch
    {
        ProgramLanguage.JavaScript => null,
        ProgramLanguage.C or ProgramLanguage.Cpp => Main().IsMatch(tests) ? null : "its tests have no function main",
        _ => $"tests that call functions are for Python, C, C++ and JavaScript, and its language is {language}",
    };

    /// <summary>The whole program.</summary>
    /// <param name="language">The language.</param>
    /// <param name="harness">The tests, and what stands before the program.</param>
    /// <param name="program">The program, or a completion.</param>
    /// <param name="mark">What it prints after its tests.</param>
    public static string Of(ProgramLanguage language, CodeTests.Harness harness, string program, string mark)
    {
        var tested = Program(language, harness, program);
        var tests = harness.Source.TrimStart();

        // MultiPL-E's tests close the function that a completion leaves open.
        if (tests.StartsWith('}'))
            (tested, tests) = (OpenBraces(tested) > 0 ? tested + "\n}" : tested, tests[1..]);
        return language == ProgramLanguage.JavaScript ? JavaScript(tested, tests, mark) : C(tested, tests, mark, Macros(program));
    }

    private static string Program(ProgramLanguage language, CodeTests.Harness harness, string program)
    {
        if (!Definition(language, harness.Function).IsMatch(program))
            return harness.Preamble + program;

        // A whole function takes the place of the one that the prompt begins.
        var begun = Definition(language, harness.Function).Matches(harness.Preamble);
        return begun.Count == 0 ? $"{harness.Preamble}\n{program}" : $"{harness.Preamble[..begun[^1].Index]}\n{program}";
    }

    // Of a definition, and of the beginning of one: all from the start of its line.
    private static Regex Definition(ProgramLanguage language, string function) => new(
        language == ProgramLanguage.JavaScript
            ? $@"^[ \t]*(?:async[ \t]+)?(?:function[ \t]*\*?[ \t]*{Regex.Escape(function)}[ \t]*\(|(?:const|let|var)[ \t]+{Regex.Escape(function)}[ \t]*=)"
            : $@"^(?![ \t]*(?:return|else|throw|//|\*))[\w:<>,&*\[\] \t]*[\w>&*\]][&* \t]+{Regex.Escape(function)}[ \t]*\([^;{{}}]*\)\s*\{{",
        RegexOptions.Multiline,
        TimeSpan.FromSeconds(1));

    // A program's own main is not called, and what it has defined as macros is not what its tests mean.
    private static string C(string program, string tests, string mark, IEnumerable<string> macros) => $$"""
        #define main kimi_own_main
        {{program}}
        {{string.Join('\n', macros.Append("main").Select(name => $"#undef {name}"))}}
        #undef assert
        #undef NDEBUG
        #include <assert.h>
        #include <stdio.h>
        static void kimi_end(int *begun) { if (*begun) { fflush(0); printf("\n%s\n", "{{mark}}"); fflush(0); } }
        {{Main().Replace(tests, "$0 int kimi_begun __attribute__((cleanup(kimi_end))) = 1; ", 1)}}
        """;

    private static IEnumerable<string> Macros(string program) =>
        Macro().Matches(program.ReplaceLineEndings("\n").Replace("\\\n", "", StringComparison.Ordinal)).Select(match => match.Groups["name"].Value).Distinct();

    private static string JavaScript(string program, string tests, string mark) => $$"""
        { const assert = require('node:assert');
          Object.defineProperty(console, 'assert', { value: (holds, ...text) => assert.ok(holds, text.join(' ')) });
          for (const part of [assert, assert.strict, JSON, console]) Object.freeze(part); }
        {{program}}
        ;try {
        {{tests}}
        ;require('fs').writeSync(1, '\n{{mark}}\n');
        } catch (error) {
          console.error(String(error && error.stack));
          process.reallyExit(error && error.code === 'ERR_ASSERTION' ? {{AssertionFailed}} : 1);
        }
        """;

    // How many braces are open at the end, outside of comments and literals.
    private static int OpenBraces(string source)
    {
        var plain = Quoted().Replace(source, " ");
        return plain.Count(character => character == '{') - plain.Count(character => character == '}');
    }

    [GeneratedRegex(@"\bmain\s*\([^)]*\)\s*\{")]
    private static partial Regex Main();

    [GeneratedRegex(@"(?:#|%:|\?\?=)(?:\s|/\*.*?\*/)*define(?:\s|/\*.*?\*/)+(?<name>\w+)")]
    private static partial Regex Macro();

    [GeneratedRegex("""//[^\n]*|/\*[\s\S]*?(?:\*/|$)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`""")]
    private static partial Regex Quoted();
}

using System.Text;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>Programs of our own that call what a program defines, in Python. What they work on is written into their source.</summary>
internal static class PythonSource
{
    private static readonly string s_values = Resource("values");
    private static readonly string s_call = Resource("call");
    private static readonly string s_examine = Resource("examine");
    private static readonly string s_generate = Resource("generate");

    /// <summary>A program that calls a function with each line's arguments.</summary>
    /// <param name="program">The source that has the function.</param>
    /// <param name="function">The function.</param>
    /// <param name="isPlain">Whether arguments and results are JSON as in files of problems; else JSON that loses nothing of Python's values.</param>
    public static string Call(string program, string function, bool isPlain) =>
        Of(s_call, ("_program", Text(program)), ("_function", Text(function)), ("_is_plain", isPlain ? "True" : "False"));

    /// <summary>A program that runs a harness, with its right solution or with recorded results.</summary>
    /// <param name="harness">The harness.</param>
    /// <param name="solution">The right solution.</param>
    public static string Examine(CodeTests.Harness harness, string solution) => Of(
        s_examine,
        ("_solution", Text(Program(harness, solution))),
        ("_function", Text(harness.Function)),
        ("_tests", Text(harness.Source)));

    /// <summary>A program that makes test inputs.</summary>
    /// <param name="name">The name of the module that it may import.</param>
    /// <param name="module">The module's source.</param>
    /// <param name="program">The program.</param>
    public static string Generate(string name, string module, string program) =>
        Of(s_generate, ("_name", Text(name)), ("_module", Text(module)), ("_program", Text(program)));

    /// <summary>The program that a response makes with a harness's preamble: one that defines the function itself, or a completion.</summary>
    /// <param name="harness">The harness.</param>
    /// <param name="program">The response's program.</param>
    public static string Program(CodeTests.Harness harness, string program)
    {
        if (harness.Preamble.Length == 0 || !program.Split('\n').Any(Defines))
            return harness.Preamble + program;

        // What comes before the function itself, which may have no body here.
        var before = harness.Preamble.Split('\n').TakeWhile(line => !Defines(line));
        return $"{string.Join('\n', before)}\n\n{program}";

        bool Defines(string line) => line.StartsWith($"def {harness.Function}(", StringComparison.Ordinal)
            || line.StartsWith($"async def {harness.Function}(", StringComparison.Ordinal);
    }

    /// <summary>The source of one of the embedded files.</summary>
    /// <param name="name">Its name.</param>
    public static string Resource(string name)
    {
        using var stream = typeof(PythonSource).Assembly.GetManifestResourceStream($"Kimi.Runtime.Code.Python.{name}.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Of(string main, params IEnumerable<(string Name, string Value)> constants) =>
        $"{s_values}\nimport base64\n{string.Concat(constants.Select(constant => $"{constant.Name} = {constant.Value}\n"))}\n{main}";

    private static string Text(string value) => $"base64.b64decode(\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}\").decode()";
}

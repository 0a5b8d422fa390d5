using Kimi.Benchmarks;

switch (args)
{
    case ["speed"]:
        SpeedBenchmark.Run(rounds: 5);
        return 0;
    case ["speed", "--rounds", var count] when int.TryParse(count, out var rounds) && rounds > 0:
        SpeedBenchmark.Run(rounds);
        return 0;
    case ["generator"]:
        GeneratorBenchmark.Run(rounds: 15);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/Kimi.Benchmarks -- speed [--rounds <count>] | generator");
        return 2;
}

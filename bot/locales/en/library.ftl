# Documents and instructions, search. The entries themselves are in flows/content.

# Words that are not searched for.
search =
    .empty = how what where when who why which is are was it this that these there a an the and or but if in on at to of for from by with my our your me you we i they he she his her their no not yes can could should do does did need must have has be been get hello hi please thanks tell help

docs =
    .title = Documents and instructions
    .body = Choose a section. Or type a word or a question: I’ll look here and in the steps.

found =
    .title = Here is what I found
    .body = If the answer isn’t here, put it in other words.

answer-source = <i>Source: { $source }. Looked up on { $day }.</i>
source-both = { $first }; { $second }

act = { $kind } No. { $number } of { $day }
act-undated = { $kind } No. { $number }, no date given
act-name = «{ $name }»

step-own = Step { $step }. { $title }
step-of-admin = Administrator, step { $step }: { $title }
step-of-teacher = Teacher, step { $step }: { $title }
step-of-family = Family, step { $step }: { $title }

peek-here = You are at this step now.
peek-ahead = This step is ahead: first take those before it.
peek-passed = This step is behind you.
peek-admin = The school administrator does this.
peek-teacher = The teacher does this.
peek-family = The student and the parent do this.

lead-ask = Not found? Ask
lead-package = Put the application together
lead-papers = Drafts of documents and memos
